import { formatDuration } from "#lib/domain/format/format-duration.ts";

/** As `formatDuration`, for running text: no line ends inside of it. */
export function formatUnbroken(ms: number | null): string {
  return formatDuration(ms).replaceAll(" ", "\u{a0}");
}
