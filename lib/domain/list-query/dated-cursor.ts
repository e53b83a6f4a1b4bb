/**
 * A cursor holds for one filter, and “24h ago” is another instant on the next page: so a list's cursor carries
 * the clock of its first page in front.
 */
export function formatDatedCursor(cursor: string, asOf: number): string {
  return `${asOf.toString(36)}.${cursor}`;
}

/**
 * The store's cursor, and the clock to count from, which another Gantry may have written whose clock is ahead. A
 * cursor without a clock goes by the present one.
 */
export function readCursor(
  text: string | undefined,
  now: number,
): { cursor: string | undefined; asOf: number } {
  const [, clock, cursor] = /^([0-9a-z]{1,9})\.(.*)$/.exec(text ?? "") ?? [];
  if (clock === undefined || cursor === undefined) return { cursor: text, asOf: now };
  return { cursor, asOf: Number.parseInt(clock, 36) };
}
