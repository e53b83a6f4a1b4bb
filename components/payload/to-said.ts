import { parseKey } from "#lib/domain/json/path.ts";

/** What a string says, given as JSON writes it; any other value as written, so that a number keeps its digits. */
export function toSaid(written: string): string {
  return written.startsWith('"') ? parseKey(written) : written;
}
