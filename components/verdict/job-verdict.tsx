import type { ReactNode } from "react";
import type { Histogram } from "#lib/domain/durations/histogram.ts";
import {
  describeBriefly,
  describeEnded,
  describeSoFar,
  isSlow,
  listVerdictSteps,
  toUsual,
} from "#lib/domain/durations/verdict.ts";
import { isInFuture, isTerminal, type Job, type JobSummary } from "#lib/domain/job.ts";
import { withCreation } from "#lib/domain/timeline/phases.ts";
import type { Usual } from "#lib/domain/timeline/timeline.ts";
import { ExpectedEnd } from "./expected-end.tsx";
import { UsualList, UsualRow } from "./usual-row.tsx";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

/** What is said and drawn from `afterMs` into a phase on. */
export type VerdictNote = { afterMs: number; note: ReactNode };

/** Whether a job is slow for its kind. All of it is drawn by the server; the page only chooses what holds by now. */
export type JobVerdict = {
  usual: Usual | null;
  wait: VerdictNote[];
  run: VerdictNote[];
  brief: JobBrief;
};

/** What stands beneath a length: a closed phase is judged, of an open one the usual length is told. */
export type JobBrief = Partial<Record<"waiting" | "waited" | "running" | "ran", ReactNode>>;

export function toJobVerdict(
  told: Job,
  others: Record<"wait" | "run", Histogram>,
  now: number,
): JobVerdict {
  const job = withCreation(told);
  const type = toVisibleText(job.type) || "jobs without a type";
  const run = toUsual(others.run);
  const brief = toBrief(job, others);
  const usual = run?.p50 != null && run.p95 !== null ? { p50Ms: run.p50, p95Ms: run.p95 } : null;
  const waitText = describeEnded(others.wait, job.queueMs, { metric: "wait", type });
  const waited = (
    <UsualRow
      name="Waited"
      ms={job.queueMs}
      usual={toUsual(others.wait)}
      isSlow={isSlow(others.wait, job.queueMs)}
      text={waitText}
    />
  );
  if (isTerminal(job.status)) {
    const text = describeEnded(others.run, job.runMs, { metric: "run", type });
    const note =
      text === waitText ? (
        <p>{text}</p>
      ) : (
        <UsualList>
          {waited}
          <UsualRow
            name="Ran"
            ms={job.runMs}
            usual={run}
            isSlow={isSlow(others.run, job.runMs)}
            text={text}
          />
        </UsualList>
      );
    return { usual, brief, wait: [{ afterMs: 0, note }], run: [{ afterMs: 0, note }] };
  }
  const toNotes = (metric: "wait" | "run", since: number | null): VerdictNote[] => {
    // By its times it has yet to begin.
    if (since !== null && isInFuture(since, now)) return [];
    const steps = listVerdictSteps(others[metric], { metric, type, since });
    return steps.map(({ afterMs, text, isLate }) => ({
      afterMs,
      note: (
        <>
          {metric === "run" && job.queueMs !== null && text[0] !== waitText && (
            <div className="mb-2">
              <UsualList>{waited}</UsualList>
            </div>
          )}
          <p role={isLate ? "status" : undefined} className={isLate ? "text-partial" : ""}>
            {isLate && <b className="font-semibold">Late. </b>}
            {text.map((part) =>
              typeof part === "string" ? part : <ExpectedEnd key={part.to} {...part} />,
            )}
          </p>
        </>
      ),
    }));
  };
  // One that may wait or run since nobody knows when is held against nothing, until that is told.
  const isWaiting = job.status === "queued" && job.createdAt !== null;
  return {
    usual,
    brief,
    wait: isWaiting ? toNotes("wait", job.createdAt) : [],
    run: toNotes("run", job.startedAt),
  };
}

function toBrief(
  { queueMs, runMs }: JobSummary,
  { wait, run }: Record<"wait" | "run", Histogram>,
): JobBrief {
  return {
    waiting: describeSoFar(wait),
    waited: toJudged(wait, queueMs),
    running: describeSoFar(run),
    ran: toJudged(run, runMs),
  };
}

function toJudged(others: Histogram, ms: number | null): ReactNode {
  const text = describeBriefly(others, ms);
  return isSlow(others, ms) ? <span className="text-partial">{text}</span> : text;
}
