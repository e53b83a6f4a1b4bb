import {
  describeConnection,
  describeNextTry,
  isBlind,
  type LinkLook,
} from "#components/live/describe-connection.ts";
import type { ConnectionState } from "#lib/client/live/connection-state.ts";
import { formatInstant } from "#lib/domain/format-instant.ts";
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
  if (isBlind(connection))
    return {
      ...look(connection.phase),
      more: `shown as of ${formatInstant(job.observedAt, zone, "time")}`,
    };
  if (link === null) return look("connecting");
  const next = describeNextTry(link.retryAt, now);
  const since = now === null ? "" : `since ${formatInstant(link.since, zone, "time")}`;
  switch (link.state) {
    case "live":
      // A page hears of it no faster than its own half of the way allows.
      return { ...look(connection.phase === "polling" ? "polling" : "live"), more: since };
    case "polling":
      return { ...look("polling"), more: link.detail ?? since };
    case "reconnecting":
      return { word: "Reconnecting", shape: "rotate-45 bg-partial", more: next };
    case "stale":
      return {
        word: `Stale since ${formatInstant(link.since, zone, "time")}`,
        shape: "rotate-45 border-2 border-failed",
        more: next,
      };
  }
}
