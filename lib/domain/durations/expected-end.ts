import { formatInstant } from "../format/format-instant.ts";

/**
 * Between which instants (ms since the epoch) a phase that began at `since` is expected to end; `from` is null when it
 * has passed.
 */
export type ExpectedEnd = { since: number; from: number | null; to: number };

/** "14:00:10 and 14:01:29 Europe/Zurich" or "14:01:29 Europe/Zurich", with the date where it is another day than the beginning. */
export function formatExpectedEnd({ since, from, to }: ExpectedEnd, zone: string): string {
  const today = formatInstant(since, zone, "date");
  const instants = [from, to].flatMap((at) =>
    at === null
      ? []
      : formatInstant(at, zone, formatInstant(at, zone, "date") === today ? "time" : "dateTime"),
  );
  return `${instants.join(" and ")} ${zone}`;
}
