import { formatInstant } from "../format/format-instant.ts";
import { isZoneless } from "./parse-instant.ts";

/** A date or a time as a person types it, who means the clock that the page shows: with that clock's offset. Anything else as it is. */
export function toZonedInstant(text: string, zone: string): string {
  if (zone === "UTC" || !isZoneless(text)) return text;
  const written = text.length <= 10 ? `${text}T00:00` : text.replace(" ", "T");
  const inUtc = Date.parse(`${written}Z`);
  if (Number.isNaN(inUtc)) return text;
  // The offset at that time in UTC, then the one at the time that it leads to.
  const near = Date.parse(`${written}${toOffset(inUtc, zone)}`);
  return `${written}${toOffset(near, zone)}`;
}

function toOffset(at: number, zone: string): string {
  return /[+-]\d\d:\d\d(?= \S+$)/.exec(formatInstant(at, zone, "exact"))?.[0] ?? "Z";
}
