import { formatInstant } from "#lib/domain/format/format-instant.ts";

/** "upstream’s link expires 14:03:05", with its date where that is not today's. */
export function describeEnd(at: number, now: number, zone: string): string {
  const isToday = formatInstant(at, zone, "date") === formatInstant(now, zone, "date");
  const verb = at <= now ? "expired" : "expires";
  return `upstream’s link ${verb} ${formatInstant(at, zone, isToday ? "time" : "dateTime")}`;
}
