import { formatCount, formatFloor } from "#lib/domain/format/format-count.ts";
import type { ShownList } from "#lib/domain/list-query/apply-list-changes.ts";

/** The orders of a list as an address has them, and their words. */
export const sortWords: ReadonlyMap<string, string> = new Map([
  ["-created", "newest first"],
  ["created", "oldest first"],
  ["-ended", "last ended first"],
  ["ended", "first ended first"],
  ["-duration", "longest first"],
  ["duration", "shortest first"],
]);

/** A count that was broken off is outdone by what is loaded, and the last row ends it. */
export function describeTotal({ total, isTotalExact, rows, waiting, next }: ShownList): string {
  const isWhole = isTotalExact || next === null;
  const count = isTotalExact
    ? total
    : Math.max(next === null ? 0 : total, rows.length + waiting.size);
  return `${isWhole ? "" : "At least "}${formatCount(count)} ${count === 1 ? "job" : "jobs"}`;
}

/** What has come and gone since the reader last took it in; null when nothing has. */
export function describeNews({ waiting, isBehind, leaving }: ShownList): string | null {
  const parts = [
    ...(waiting.size > 0 ? [`${formatFloor(waiting.size, !isBehind)} new`] : []),
    ...(leaving.size === 1 ? ["1 no longer matches"] : []),
    ...(leaving.size > 1 ? [`${formatCount(leaving.size)} no longer match`] : []),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}
