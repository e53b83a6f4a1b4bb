"use client";
import type { ReactNode } from "react";
import { useTickingNow } from "#components/live/use-ticking-now.ts";
import type { JobBrief } from "#components/verdict/job-verdict.tsx";
import { formatCost } from "#lib/domain/format/format-cost.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatAgo, formatInstant } from "#lib/domain/format/format-instant.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { isTerminal, toElapsedMs, type Job, type JobStatus } from "#lib/domain/job.ts";
import { withCreation } from "#lib/domain/timeline/phases.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { Fact, Small } from "./fact.tsx";

type JobFactsProps = {
  job: Job;
  now: number;
  frozen: boolean;
  zone: string;
  /** The jobs below it, drawn by the server. */
  family?: ReactNode;
  /** Its lengths against what is usual, drawn by the server. */
  brief?: JobBrief | undefined;
  /** Nobody has read the job's own record yet. */
  isUnread?: boolean;
  /** Why the clocks of a job in flight stand still. */
  frozenNote?: string;
};

const mayNotHaveStarted: ReadonlySet<JobStatus> = new Set(["failed", "canceled"]);
const linkIsDown = "clock stopped: the link is down";
const unread = "not read yet";
const timesAhead = "the upstream’s times lie in the future";

/** The numbers of the job in one line, each with what puts it in proportion. */
export function JobFacts(props: JobFactsProps) {
  const { now: drawnAt, frozen, zone, family, brief, frozenNote = linkIsDown } = props;
  const job = withCreation(props.job);
  const silence = props.isUnread ? unread : "the upstream does not say";
  const ended = isTerminal(job.status);
  const now = useTickingNow(drawnAt, !ended && !frozen);
  // How long ago that was goes on, whatever stands still.
  const today = useTickingNow(drawnAt, frozenNote === linkIsDown);
  const waiting = job.startedAt === null && job.status === "queued";
  const waited = job.queueMs ?? (waiting ? toElapsedMs(job.createdAt, now) : null);
  const ran = job.runMs ?? (ended ? null : toElapsedMs(job.startedAt, now));
  const clock = frozen && !ended ? "text-faint" : "";
  const end = ended ? job.finishedAt : null;
  // Where the end is not known the timeline says so.
  const shownAt = end ?? job.createdAt;

  return (
    <dl className="mt-4 mb-5 grid grid-flow-dense grid-cols-2 gap-x-9 gap-y-3 sm:grid-cols-3 min-[1000px]:flex min-[1000px]:flex-wrap">
      <Fact name={waiting ? "Waiting" : "Waited"} className={waiting ? clock : ""}>
        {formatDuration(waited)}
        <Small>
          {waited === null
            ? noTimeReason(job, silence, waiting ? job.createdAt : null)
            : waiting
              ? (brief?.waiting ?? "so far")
              : (brief?.waited ?? "created to started")}
        </Small>
      </Fact>
      <Fact name={job.status === "running" ? "Running" : "Ran"} className={clock}>
        {formatDuration(ran)}
        <Small>
          {ran === null && !ended && job.startedAt !== null
            ? timesAhead
            : ranNote(job, silence, frozen && !ended ? frozenNote : null, brief)}
        </Small>
      </Fact>
      {job.progress?.fraction != null && !ended && (
        <Fact name="Progress">
          {formatFraction(job.progress.fraction)}
          <Small>{toVisibleText(job.progress.message ?? "")}</Small>
        </Fact>
      )}
      <Fact name={end === null ? "Created" : "Ended"}>
        <time title={formatInstant(shownAt, zone, "exact")} suppressHydrationWarning>
          {formatInstant(shownAt, zone, isToday(shownAt, today, zone) ? "time" : "dateTime")}
        </time>
        <Small>
          {shownAt === null
            ? silence
            : `${isEarliest(job) ? "at the earliest, " : ""}${formatAgo(shownAt, today)}, ${zone.replace(/.*\//, "").replaceAll("_", " ")}`}
        </Small>
      </Fact>
      {job.project && (
        <Fact name="Project" mono={job.project.name === null} isWide={job.project.name !== null}>
          {toVisibleText(job.project.name ?? job.project.id)}
          <Small>{job.project.name !== null && job.project.id}</Small>
        </Fact>
      )}
      {job.target && (
        <Fact name="Target" mono>
          {toVisibleText(job.target.id)}
          <Small>{job.target.type}</Small>
        </Fact>
      )}
      {job.cost && <Fact name="Cost">{formatCost(job.cost)}</Fact>}
      {family}
    </dl>
  );
}

/** `silence`: what is said of a time that nobody told; `since`: the known beginning of what goes on. */
function noTimeReason(job: Job, silence: string, since: number | null = null): string {
  if (since !== null) return timesAhead;
  const outOfOrder =
    job.createdAt !== null && job.startedAt !== null && job.startedAt < job.createdAt;
  return outOfOrder ? "the upstream’s times are out of order" : silence;
}

function ranNote(
  job: Job,
  silence: string,
  frozenNote: string | null,
  brief?: JobBrief,
): ReactNode {
  if (frozenNote !== null) return frozenNote;
  if (job.runMs !== null)
    return job.startedAt === null ? "as the upstream says" : (brief?.ran ?? "started to ended");
  if (job.startedAt === null && job.status === "queued") return "not started yet";
  if (job.startedAt === null)
    return mayNotHaveStarted.has(job.status) && silence !== unread
      ? "never started, or not recorded"
      : silence;
  return isTerminal(job.status) ? noTimeReason(job, silence) : (brief?.running ?? "so far");
}

/** Only its length is told: the end is then creation plus run, and the wait may come on top. */
function isEarliest({ startedAt, finishedAt, runMs, createdAt }: Job): boolean {
  if (startedAt !== null || createdAt === null || runMs === null) return false;
  return finishedAt === createdAt + runMs;
}

function isToday(at: number | null, now: number, zone: string): boolean {
  return formatInstant(at, zone, "date") === formatInstant(now, zone, "date");
}
