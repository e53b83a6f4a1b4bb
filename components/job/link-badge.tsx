"use client";
import { useConnection } from "#components/live/connection-badge.tsx";
import { useNow } from "#components/live/use-now.ts";
import { useZone } from "#components/shell/preferences.tsx";
import { formatAgo, formatInstant } from "#lib/domain/format-instant.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import type { Link } from "#lib/domain/live-frame.ts";

/** How well this job's link stands: both halves count, browser to Gantry and Gantry to the upstream. */
export function LinkBadge({ job, link }: { job: Job; link: Link | null }) {
  const connection = useConnection();
  const zone = useZone();
  const now = useNow(!isTerminal(job.status));
  const { shape, word, more } = describe();

  function describe() {
    if (isTerminal(job.status))
      return { shape: "rounded-xs bg-line-strong", word: "Ended", more: "" };
    if (connection.phase === "signed-out")
      return { shape: "rounded-none bg-failed", word: "Signed out", more: "" };
    const heardAt = job.observedAt;
    if (connection.phase === "reconnecting")
      return {
        shape: "rotate-45 bg-partial",
        word: "Reconnecting to Gantry",
        more: `shown as of ${formatInstant(heardAt, zone, "time")}`,
      };
    if (link === null)
      return { shape: "rounded-full border-2 border-running", word: "Connecting", more: "" };
    const next =
      link.retryAt !== null && now !== null ? `next try ${formatAgo(link.retryAt, now)}` : "";
    switch (link.state) {
      case "live":
        return {
          shape: "rounded-full bg-succeeded ring-3 ring-succeeded-soft",
          word: "Live",
          more: now === null ? "" : `since ${formatInstant(link.since, zone, "time")}`,
        };
      case "polling":
        return {
          shape: "rounded-full border-2 border-succeeded",
          word: "Polling",
          more: link.detail ?? "",
        };
      case "reconnecting":
        return { shape: "rotate-45 bg-partial", word: "Reconnecting", more: next };
      case "stale":
        return {
          shape: "rotate-45 border-2 border-failed",
          word: `Stale since ${formatInstant(link.since, zone, "time")}`,
          more: next,
        };
      case "ended":
        return { shape: "rounded-xs bg-line-strong", word: "Ended", more: "" };
    }
  }

  return (
    <span
      className="inline-flex min-h-6 items-center gap-2 text-[12.5px] text-muted"
      title={link?.detail ?? undefined}
    >
      <i className={`size-2 flex-none ${shape}`} aria-hidden="true" />
      <span>{word}</span>
      {more && <span className="text-faint">· {more}</span>}
    </span>
  );
}
