import { formatInstant } from "../format-instant.ts";

/** Between which instants (ms since the epoch) a phase that began at `since` is expected to end. */
export type ExpectedEnd = { since: number; from: number; to: number };

/** "14:00:10 and 14:01:29 Europe/Zurich", with the date where it is another day than the beginning. */
export function formatExpectedEnd({ since, from, to }: ExpectedEnd, zone: string): string {
  const today = formatInstant(since, zone, "date");
  const [first, last] = [from, to].map((at) =>
    formatInstant(at, zone, formatInstant(at, zone, "date") === today ? "time" : "dateTime"),
  );
  return `${first} and ${last} ${zone}`;
}
