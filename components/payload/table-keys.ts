/** Where a reader is in a table; column 0 is that of the row numbers. */
export type TablePlace = { row: number; column: number };

type TableSize = { rowCount: number; columnCount: number; pageRows: number };

/** Where a key leads, by the ARIA practice for grids; null for any other key. */
export function toTablePlace(
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  { row, column }: TablePlace,
  { rowCount, columnCount, pageRows }: TableSize,
): TablePlace | null {
  const go = (row: number, column: number): TablePlace => ({
    row: Math.min(Math.max(row, 0), rowCount - 1),
    column: Math.min(Math.max(column, 0), columnCount - 1),
  });
  switch (key) {
    case "ArrowDown":
      return go(row + 1, column);
    case "ArrowUp":
      return go(row - 1, column);
    case "ArrowRight":
      return go(row, column + 1);
    case "ArrowLeft":
      return go(row, column - 1);
    case "PageDown":
      return go(row + pageRows, column);
    case "PageUp":
      return go(row - pageRows, column);
    case "Home":
      return go(ctrlKey ? 0 : row, 0);
    case "End":
      return go(ctrlKey ? rowCount - 1 : row, columnCount - 1);
    default:
      return null;
  }
}
