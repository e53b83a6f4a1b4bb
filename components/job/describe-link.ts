import {
  describeConnection,
  describeLost,
  isBlind,
  type LinkLook,
} from "#components/live/describe-connection.ts";
import type { ConnectionState } from "#lib/client/live/connection-state.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import type { Link } from "#lib/domain/live-frame.ts";

/** How well a job's link stands. Both halves count: browser to Gantry, and Gantry to the upstream. */
export function describeLink(
  job: Pick<Job, "status" | "observedAt">,
  link: Link | null,
  connection: ConnectionState,
  now: number | null,
  zone: string,
): LinkLook {
  if (isTerminal(job.status) || link?.state === "ended")
    return { word: "Ended", shape: "rounded-xs bg-line-strong", more: "" };
  const look = (phase: ConnectionState["phase"]) =>
    describeConnection({ ...connection, phase }, now, zone);
  const { heardAt, skewMs } = connection;
  if (isBlind(connection)) {
    const isWell = link?.state === "live" || link?.state === "polling";
    const toldAt = isWell && heardAt !== null ? heardAt + skewMs : 0;
    const shownAt = formatInstant(Math.max(job.observedAt, toldAt), zone, "time");
    return { ...look(connection.phase), more: `shown as of ${shownAt}` };
  }
  if (link === null) return look("connecting");
  const since = now === null ? "" : `since ${formatInstant(link.since, zone, "time")}`;
  switch (link.state) {
    case "live":
      // A page hears of it no faster than its own half of the way allows.
      return { ...look(connection.phase === "polling" ? "polling" : "live"), more: since };
    case "polling":
      return { ...look("polling"), more: link.detail ?? since };
    case "reconnecting":
    case "stale":
      return describeLost(
        link.since,
        link.retryAt,
        now && now + skewMs,
        zone,
        link.state === "stale",
      );
  }
}
