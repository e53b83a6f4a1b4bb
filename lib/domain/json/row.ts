/** UTF-16 units of a key or scalar that its row shows. */
export const shownMax = 500;

/** The node of a row: its number is twice that, plus one where it is the closing bracket. */
export function toNode(row: number): number {
  return row >>> 1;
}

export function isClosing(row: number): boolean {
  return (row & 1) === 1;
}
