/**
 * `time` 13:57:56, `timeMs` 13:57:56.120, `date` 2026-11-22, `dateTime` 2026-11-22 13:57:56,
 * `exact` 2026-11-22 13:57:56.120 +01:00 Europe/Zurich, for hover and copies.
 */
type InstantStyle = "time" | "timeMs" | "date" | "dateTime" | "exact";

const latestMs = 8.64e15;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant (ms since the epoch) as a clock in that zone shows it. Every part is put together
 * here, so that server and browser write the same whatever their locale. A zone that does not
 * exist counts as UTC; an instant that does not exist reads "–".
 */
export function formatInstant(ms: number | null, zone: string, style: InstantStyle): string {
  if (ms === null || !(Math.abs(ms) <= latestMs)) return "–";
  const clock = zone === "UTC" ? readUtcClock(ms) : readClock(formatOf(zone), ms);
  const time = `${clock.hour}:${clock.minute}:${clock.second}`;
  const millis = String(((Math.trunc(ms) % 1_000) + 1_000) % 1_000).padStart(3, "0");
  const date = `${clock.year}-${clock.month}-${clock.day}`;
  switch (style) {
    case "time":
      return time;
    case "timeMs":
      return `${time}.${millis}`;
    case "date":
      return date;
    case "dateTime":
      return `${date} ${time}`;
    case "exact":
      return `${date} ${time}.${millis} ${zoneName(zone, clock, ms)}`;
  }
}

/** How long ago or ahead: "just now", "3 s ago", "6 minutes ago", "2 days ago", "in 4 s". */
export function formatAgo(ms: number | null, now: number): string {
  if (ms === null || !Number.isFinite(ms) || !Number.isFinite(now)) return "–";
  const distance = distanceOf(Math.abs(now - ms));
  if (distance === undefined) return "just now";
  return ms < now ? `${distance} ago` : `in ${distance}`;
}

/** A unit's name, its seconds, and from how many seconds on it is counted in. */
const units = [
  ["year", 31_557_600, 63_072_000],
  ["month", 2_630_016, 5_184_000],
  ["day", 86_400, 86_400],
  ["hour", 3_600, 3_600],
  ["minute", 60, 60],
] as const;

function distanceOf(ms: number): string | undefined {
  const seconds = Math.floor(ms / 1_000);
  for (const [unit, length, least] of units)
    if (seconds >= least) return counted(Math.floor(seconds / length), unit);
  return seconds < 1 ? undefined : `${seconds} s`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = createFormat(zone) ?? createFormat("UTC") ?? new Intl.DateTimeFormat("en-GB");
  if (formats.size < 1_000) formats.set(zone, format);
  return format;
}

function createFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Clock = Record<"year" | "month" | "day" | "hour" | "minute" | "second", string>;

/** A page that comes alive shows UTC at first; making an Intl format took 20 to 40 ms of that. */
function readUtcClock(ms: number): Clock {
  const [date = "", time = ""] = new Date(ms).toISOString().split("T");
  const [hour = "", minute = "", second = ""] = time.split(/[:.]/);
  const year = String(Number(date.slice(0, -6))).padStart(4, "0");
  return { year, month: date.slice(-5, -3), day: date.slice(-2), hour, minute, second };
}

function readClock(format: Intl.DateTimeFormat, ms: number): Clock {
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const read = (part: keyof Clock, length = 2) => (parts.get(part) ?? "").padStart(length, "0");
  return {
    year: read("year", 4),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}

/** "+01:00 Europe/Zurich": abbreviations such as CET differ between platforms, offsets do not. */
function zoneName(zone: string, clock: Clock, ms: number): string {
  if (zone === "UTC") return zone;
  const { timeZone } = formatOf(zone).resolvedOptions();
  if (timeZone === "UTC" || timeZone === "Etc/UTC") return "UTC";
  const shown = Date.UTC(
    Number(clock.year),
    Number(clock.month) - 1,
    Number(clock.day),
    Number(clock.hour),
    Number(clock.minute),
    Number(clock.second),
  );
  const minutes = Math.round((shown - ms) / 60_000);
  const sign = minutes < 0 ? "-" : "+";
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, "0");
  return `${sign}${hours}:${String(Math.abs(minutes) % 60).padStart(2, "0")} ${timeZone}`;
}
