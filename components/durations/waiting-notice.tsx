"use client";
import { PageLink } from "#components/ui/page-link.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { useConnection } from "#components/live/connection-badge.tsx";
import { isBlind } from "#components/live/describe-connection.ts";
import { useTickingNow } from "#components/live/use-ticking-now.ts";
import type { DurationsReport, Spread } from "#lib/domain/durations/durations-report.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { formatUnbroken } from "./format-unbroken.ts";

type Props = { waiting: DurationsReport["waiting"]; usual: Spread; now: number };

/** What waits and is in no percentile yet: those go quiet just when a queue is stuck. */
export function WaitingNotice({ waiting: { total, oldest }, usual, now: drawnAt }: Props) {
  const [first] = oldest;
  const frozen = isBlind(useConnection());
  const now = useTickingNow(drawnAt, first !== undefined && !frozen);
  const wait = total === 1 ? "One job waits" : `${total} jobs wait`;
  if (!first || first.createdAt === null)
    return (
      <p className="text-[13.5px] text-muted">
        {total === 0 ? "No job is waiting now." : `${wait}. Since when is not known.`}
      </p>
    );
  const waitedMs = Math.max(0, now - first.createdAt);
  const isLong = usual.p95 !== null && waitedMs > usual.p95;
  return (
    <p
      className={`panel flex flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2.5 text-[13.5px] ${isLong ? "border-partial" : ""}`}
    >
      <StatusIcon status="queued" />
      <span>
        {wait}, the oldest for{" "}
        <b className={`font-semibold ${isLong ? "text-partial" : ""}`}>
          {formatUnbroken(waitedMs)}
        </b>
        :
      </span>
      <PageLink href={toJobPath(first)}>{first.type || "no type"}</PageLink>
      <span className="text-muted">
        {isLong && `Longer than 95 % of those that started (${formatUnbroken(usual.p95)}). `}
        Waiting jobs are in no percentile until they start and end.
      </span>
    </p>
  );
}
