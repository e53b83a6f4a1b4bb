import "server-only";

const iso =
  /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?$/;
const hasZone = /(?:[Zz]|[+-]\d{2}:?\d{2})$/;

/**
 * Milliseconds of an ISO 8601 instant, UTC where it names no zone; null for anything else, and for what lies before
 * 1970: a date of year 1 is how some services write that there is none.
 */
export function toInstant(text: string | null | undefined): number | null {
  const instant = text?.trim() ?? "";
  if (!iso.test(instant)) return null;
  const isZoned = instant.length === 10 || hasZone.test(instant.slice(10));
  const ms = Date.parse(isZoned ? instant : `${instant}Z`);
  return ms >= 0 ? ms : null;
}
