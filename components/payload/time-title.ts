import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { readString } from "#lib/domain/json/read-string.ts";

/** An ISO time, given as JSON writes it, in the reader's zone; empty for anything else. */
export function toTimeTitle(written: string, zone: string): string {
  const reading = readString(written.slice(1, -1)).find(({ kind }) => kind === "time");
  return reading?.kind === "time" ? describeTime(reading.at, zone) : "";
}

/** `at` is null for a time without a zone. */
export function describeTime(at: number | null, zone: string): string {
  return at === null ? "no zone given" : formatInstant(at, zone, "exact");
}
