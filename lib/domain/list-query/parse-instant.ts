import { parseLength } from "./parse-length.ts";

const iso =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
/** The end of the year 9999. */
const latest = 253_402_300_799_999;

/**
 * Milliseconds since 1970 of an instant in an address: that number itself, ISO 8601 (UTC where it names no
 * zone), or how long ago (`24h`). Undefined when it is none of them, or no year from 1970 to 9999.
 */
export function parseInstant(text: string, now: number): number | undefined {
  const at = toInstant(text, now);
  return at !== undefined && at >= 0 && at <= latest ? at : undefined;
}

export const isRelative = (text: string): boolean => parseLength(text) !== undefined;

/** Whether it is a date or a time that names no zone. */
export function isZoneless(text: string): boolean {
  return iso.test(text) && !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10));
}

function toInstant(text: string, now: number): number | undefined {
  if (/^\d{1,16}$/.test(text)) return Number(text);
  const agoMs = parseLength(text);
  if (agoMs !== undefined) return now - agoMs;
  if (!iso.test(text) || !isDate(text.slice(0, 10))) return undefined;
  const at = Date.parse(
    `${text.replace(" ", "T")}${text.length > 10 && isZoneless(text) ? "Z" : ""}`,
  );
  return Number.isNaN(at) ? undefined : at;
}

/** `Date` takes 30 February for 1 March. */
function isDate(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
