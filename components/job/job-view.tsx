"use client";
import { useRouter } from "next/navigation";
import { Activity, lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { ArtifactsPanel } from "#components/artifacts/artifacts-panel.tsx";
import { TimelinePanel } from "#components/timeline/timeline-panel.tsx";
import { useConnection } from "#components/live/connection-badge.tsx";
import { isBlind } from "#components/live/describe-connection.ts";
import { ChildrenPanel } from "#components/tree/children-panel.tsx";
import { useZone } from "#components/shell/preferences.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import type { JobVerdict } from "#components/verdict/job-verdict.tsx";
import { refreshIfReachable } from "#lib/client/refresh-page.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import type { JobTree } from "#lib/domain/tree/job-tree.ts";
import { isTerminal, type Job, type JobStatus } from "#lib/domain/job.ts";
import { JobFacts } from "./job-facts.tsx";
import { JobHead } from "./job-head.tsx";
import { TabState } from "./tab-state.tsx";
import { useLiveJob } from "./use-live-job.ts";

const loadErrorPanel = () => import("./job-error-panel.tsx");
const JobErrorPanel = lazy(loadErrorPanel);
/** Of a job that fails before one's eyes. */
const LateErrorPanel = onDemand(loadErrorPanel);
const DetailPanel = lazy(() => import("./detail-panel.tsx"));

export type JobViewProps = {
  job: Job;
  /** The jobs below it as far as the store knows them. */
  tree: JobTree | null;
  /** How many those are, drawn by the server. */
  family: ReactNode;
  /** The jobs above it, drawn by the server. */
  wayUp: ReactNode;
  sourceLabel: string;
  /** When the addresses of its files end, by `fileId`; null where its source makes none that Gantry can open. */
  fileEnds: Record<string, number> | null;
  /** The server's clock when it drew this. */
  now: number;
  /** The state for which the server drew its parts of the page; null where the upstream gave no answer in time. */
  drawnFor: JobStatus | "ended" | null;
  /** Why what is shown may be old. */
  notice: ReactNode;
  /** In place of the timeline while nobody has read the job's own record, drawn by the server; null once somebody has. */
  unread: ReactNode;
  /** What else can be done with the job, drawn by the server. */
  actions: ReactNode;
  /** Whether it is slow for its kind. */
  verdict?: JobVerdict;
  /** How many others failed like this, drawn by the server. */
  alike: ReactNode;
  /** Payload and results, drawn by the server. */
  documents: ReactNode;
};

/** Each `Activity` comes alive by itself, so that a click on one panel does not wait for the others. */
export function JobView({ verdict, ...props }: JobViewProps) {
  const { job, link, problem } = useLiveJob(props.job, props.drawnFor === null);
  const connection = useConnection();
  const router = useRouter();
  const zone = useZone();
  const ended = isTerminal(job.status);
  const isUnread = !!props.unread;
  const hasFailed = job.error !== null || job.status === "failed";
  const [hadFailed] = useState(hasFailed);
  const ErrorPanel = hadFailed ? JobErrorPanel : LateErrorPanel;
  const frozen = isBlind(connection) || (link !== null && isDown(link.state));
  const isWell = link?.state === "live" || link?.state === "polling";
  const due = link?.state === "ended" ? "ended" : isWell && !ended ? job.status : props.drawnFor;
  const isOutdated = due !== props.drawnFor;

  useEffect(() => {
    if (isOutdated && !frozen) void refreshIfReachable(router);
  }, [due, isOutdated, frozen, router]);

  const clock = { now: props.now, zone, frozen };
  return (
    <article>
      <TabState job={job} />
      <JobHead
        job={job}
        link={link}
        problem={problem}
        wayUp={props.wayUp}
        sourceLabel={props.sourceLabel}
        actions={props.actions}
      />
      <JobFacts
        job={job}
        family={props.family}
        brief={verdict?.brief}
        isUnread={isUnread}
        {...clock}
      />
      {!isWell && props.notice}
      {job.cancelAskedAt != null && !ended && (
        <p role="status" className="panel mb-4 px-4 py-2.5 text-canceled">
          Cancel asked at {formatInstant(job.cancelAskedAt, zone, "time")}. {props.sourceLabel} has
          not ended the job yet.
        </p>
      )}
      {hasFailed && (
        <Suspense>
          <ErrorPanel job={job} alike={props.alike} isUnread={isUnread} />
        </Suspense>
      )}
      <div className="grid items-start gap-4 min-[1000px]:grid-cols-[minmax(0,1.08fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-4">
          {job.detail && (
            <Suspense>
              <DetailPanel detail={job.detail} isOver={ended} />
            </Suspense>
          )}
          <Activity>
            {(job.events.length === 0 && props.unread) || (
              <TimelinePanel
                job={job}
                {...clock}
                {...(verdict && {
                  usual: verdict.usual,
                  notes: job.startedAt === null ? verdict.wait : verdict.run,
                })}
              />
            )}
          </Activity>
          <Activity>
            <ArtifactsPanel job={job} fileEnds={props.fileEnds} />
            <ChildrenPanel job={job} initial={props.tree} {...clock} />
          </Activity>
        </div>
        <div className="grid min-w-0 gap-4">{props.documents}</div>
      </div>
    </article>
  );
}

const isDown = (state: string) => state === "reconnecting" || state === "stale";
