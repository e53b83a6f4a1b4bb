import { formatDuration } from "./format-duration.ts";

/** How long is still to be waited, in seconds rounded up: "1 s", "59 m 34 s". */
export function formatWait(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return seconds === 0 ? "0 s" : formatDuration(seconds * 1_000);
}
