"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLiveJob } from "#components/job/use-live-job.ts";
import { useConnection } from "#components/live/connection-badge.tsx";
import { isBlind } from "#components/live/describe-connection.ts";
import { useTickingNow } from "#components/live/use-ticking-now.ts";
import { useZone } from "#components/shell/preferences.tsx";
import { refreshOnceReachable } from "#lib/client/refresh-page.ts";
import type { LiveJob } from "#lib/domain/apply-frame.ts";
import { isTerminal, toJobKey, type Job } from "#lib/domain/job.ts";
import { toTimeline } from "#lib/domain/timeline/timeline.ts";
import { ComparedDurations } from "./compared-durations.tsx";
import { ComparedEvents } from "./compared-events.tsx";
import { ComparedFacts } from "./compared-facts.tsx";
import { ComparedJobHead } from "./compared-job-head.tsx";
import { ComparedLanes } from "./compared-lanes.tsx";
import { DocumentDiff, type DocumentTimes } from "./document-diff.tsx";

type CompareViewProps = {
  a: Job;
  b: Job;
  /** When their documents last became others. */
  changedAt: Record<"a" | "b", DocumentTimes>;
  /** For people: "Bedrock". */
  labels: { a: string; b: string };
  /** The server's clock when it drew this. */
  now: number;
};

/** Two jobs side by side, kept current while either runs. */
export function CompareView(props: CompareViewProps) {
  const { changedAt } = props;
  const [one, other] = [useLiveJob(props.a, false), useLiveJob(props.b, false)];
  const [a, b] = [one.job, other.job];
  const zone = useZone();
  const router = useRouter();
  const isLost = isBlind(useConnection());
  const frozen = { a: isLost || isDown(one), b: isLost || isDown(other) };
  // Each side stands still by itself.
  const nowA = useTickingNow(props.now, !isTerminal(a.status) && !frozen.a);
  const nowB = useTickingNow(props.now, !isTerminal(b.status) && !frozen.b);
  const ended = [one, other].filter(({ link }) => link?.state === "ended").length;
  const isSame = toJobKey(a) === toJobKey(b);
  const [left, right] = [toTimeline(a, nowA), toTimeline(b, nowB)];

  const [sizes, drawn] = [toSizes(a, b), toSizes(props.a, props.b)];
  useEffect(() => {
    if (ended === 0 && sizes === drawn) return;
    const left = new AbortController();
    void refreshOnceReachable(router, left.signal);
    return () => left.abort();
  }, [ended, sizes, drawn, router]);

  return (
    <>
      <div className="mb-4 grid gap-3 sm:grid-cols-2">
        <ComparedJobHead
          side="A"
          job={a}
          link={isTerminal(props.a.status) ? undefined : one.link}
        />
        <ComparedJobHead
          side="B"
          job={b}
          link={isTerminal(props.b.status) ? undefined : other.link}
        />
      </div>
      {isSame && (
        <p role="status" className="panel mb-4 border-partial px-4 py-2.5">
          <b className="font-semibold text-partial">Both sides are the same job.</b> There is
          nothing to tell apart; put another ID in one of the fields above.
        </p>
      )}
      {a.source !== b.source && (
        <p role="status" className="panel mb-4 border-partial px-4 py-2.5">
          <b className="font-semibold text-partial">The jobs come from two sources.</b> Their words,
          stages and documents follow different rules; much differs for that reason alone.
        </p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4">
        <ComparedLanes a={left} b={right} zone={zone} frozen={frozen} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 min-[1000px]:grid-cols-[repeat(2,minmax(0,1fr))]">
          <ComparedFacts a={a} b={b} labels={props.labels} />
          <div className="grid min-w-0 gap-4">
            <ComparedDurations a={{ job: a, timeline: left }} b={{ job: b, timeline: right }} />
            <ComparedEvents a={left} b={right} zone={zone} />
          </div>
        </div>
        {!isSame && (
          <>
            <DocumentDiff title="Payload" a={a} b={b} changedAt={changedAt} />
            <DocumentDiff title="Results" a={a} b={b} changedAt={changedAt} />
          </>
        )}
      </div>
    </>
  );
}

const isDown = ({ link }: LiveJob) => link?.state === "reconnecting" || link?.state === "stale";

function toSizes(...jobs: Job[]): string {
  return jobs.flatMap(({ payloadBytes, resultsBytes }) => [payloadBytes, resultsBytes]).join();
}
