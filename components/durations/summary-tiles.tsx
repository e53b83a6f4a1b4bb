import type { ReactNode } from "react";
import { formatChange } from "#lib/domain/durations/format-change.ts";
import {
  countJobs,
  toFailureRate,
  type Period,
  type Spread,
} from "#lib/domain/durations/durations-report.ts";
import { metrics } from "#lib/domain/durations/job-sample.ts";
import { metricWords } from "#lib/domain/durations/metric-words.ts";
import { formatCount } from "#lib/domain/format/format-count.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import { formatUnbroken } from "./format-unbroken.ts";

type Props = {
  current: Period;
  before: Period;
  jobsHref: string;
  /** Null where the filter lets no failure through. */
  failuresHref: string | null;
};

/** The range in a handful of numbers, each against the same length of time before. */
export function SummaryTiles({ current, before, jobsHref, failuresHref }: Props) {
  const [rate, rateBefore] = [toFailureRate(current), toFailureRate(before)];
  const share = rate === null ? "–" : formatFraction(rate);
  const jobs = countJobs(current);
  return (
    <dl
      aria-label="The range in numbers"
      className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5"
    >
      <Tile name="Ended" note={formatChange(jobs, countJobs(before), formatCount)}>
        <a href={jobsHref}>
          {formatCount(jobs)} {jobs === 1 ? "job" : "jobs"}
        </a>
      </Tile>
      <Tile
        name="Failed"
        note={
          rateBefore === null ? "nothing before to compare" : `${formatFraction(rateBefore)} before`
        }
      >
        {rate === null || failuresHref === null ? share : <a href={failuresHref}>{share}</a>}
      </Tile>
      {metrics.map((metric) => (
        <LengthTile
          key={metric}
          name={metricWords[metric].label}
          now={current.spreads[metric]}
          before={before.spreads[metric]}
          jobs={jobs}
        />
      ))}
    </dl>
  );
}

function LengthTile({
  name,
  now,
  before,
  jobs,
}: {
  name: string;
  now: Spread;
  before: Spread;
  jobs: number;
}) {
  const untimed = jobs - now.count;
  return (
    <Tile
      name={`${name}, p50 and p95`}
      note={formatChange(now.p95, before.p95, formatUnbroken, "p95 ")}
    >
      {formatUnbroken(now.p50)}
      {now.p95 !== null && (
        <span className="font-normal text-muted"> ·&nbsp;{formatUnbroken(now.p95)}</span>
      )}
      {untimed > 0 && now.count > 0 && (
        <small
          className="block text-[12.5px] font-normal text-muted"
          title="They never started, or their times are missing or out of order."
        >
          not known for {formatCount(untimed)} {untimed === 1 ? "job" : "jobs"}
        </small>
      )}
    </Tile>
  );
}

function Tile({ name, note, children }: { name: string; note: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[12.5px] text-muted">{name}</dt>
      <dd className="text-[17px] font-semibold">
        {children}
        <small className="block text-[12.5px] font-normal text-muted">{note}</small>
      </dd>
    </div>
  );
}
