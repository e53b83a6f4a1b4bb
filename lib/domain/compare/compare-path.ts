import { toJobKey, type JobRef } from "../job.ts";

/** A word in place of a job that goes by the type of the other one. */
export type ComparedWord = "previous" | "last-success";

/** The page that lays two jobs side by side. */
export function toComparePath(a: JobRef | ComparedWord, b: JobRef | ComparedWord): string {
  const toValue = (side: JobRef | ComparedWord) =>
    encodeURIComponent(typeof side === "string" ? side : toJobKey(side)).replaceAll("%3A", ":");
  return `/compare?a=${toValue(a)}&b=${toValue(b)}`;
}
