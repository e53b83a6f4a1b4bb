import { PageLink } from "#components/ui/page-link.tsx";
import type { Breakdowns, Part, Spread } from "#lib/domain/durations/durations-report.ts";
import { countJobs, toFailureRate } from "#lib/domain/durations/durations-report.ts";
import type { ChartRange } from "#lib/domain/durations/chart-range.ts";
import { toDurationsSearch, toJobsPath } from "#lib/domain/durations/durations-address.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import type { Metric } from "#lib/domain/durations/job-sample.ts";
import { formatCount } from "#lib/domain/format/format-count.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";

type Props = {
  by: keyof Breakdowns;
  label: string;
  /** Those with the most jobs. */
  parts: readonly Part[];
  jobs: number;
  metric: Metric;
  query: DurationsQuery;
  range: ChartRange;
};

const cell = "h-[34px] px-3 text-right whitespace-nowrap max-sm:px-1.5";
const word = "h-[34px] px-3 text-[12.5px] font-normal text-muted max-sm:px-1.5 max-sm:first:pl-3";
const head = `${word} text-right whitespace-nowrap`;

export function BreakdownTable({ by, label, parts, jobs, metric, query, range }: Props) {
  if (parts.length === 0)
    return (
      <p className="px-4 pt-2 pb-6 text-center text-muted">No matching job ended in this range.</p>
    );
  const spreads = parts.map(({ spreads: { [metric]: spread } }) => spread);
  const [lowest, highest] = toEnds(spreads);
  const others = parts.reduce((left, part) => left - countJobs(part), jobs);
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={`By ${label}`}>
      <table className="w-full border-collapse text-[12.5px]">
        <thead>
          <tr className="border-b border-line">
            <th className={`${word} text-left`}>{label}</th>
            <th className={head}>Jobs</th>
            <th className={head}>Failed</th>
            <th className={head}>p50</th>
            <th className={head}>p95</th>
            <th className={`${head} w-1/4 max-sm:hidden`}>
              <span className="sr-only">p50 to p95, drawn</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => {
            const filter = narrow(query.filter, by, part);
            const spread = part.spreads[metric];
            const rate = toFailureRate(part);
            return (
              <tr
                key={`${part.source} ${part.name}`}
                className="border-b border-line last:border-0 hover:bg-sunken"
              >
                <th
                  scope="row"
                  className="h-[34px] max-w-[220px] px-3 text-left font-normal max-sm:max-w-[112px] max-sm:pr-1.5"
                >
                  <PageLink
                    href={`/durations${toDurationsSearch({ ...query, filter })}`}
                    className="block overflow-hidden text-ellipsis whitespace-nowrap"
                    title={part.name ?? undefined}
                  >
                    {part.label || (by === "project" ? "no project" : "no type")}
                  </PageLink>
                </th>
                <td className={cell}>
                  <PageLink href={toJobsPath(filter, range)}>{countJobs(part)}</PageLink>
                </td>
                <td className={cell}>{rate === null ? "–" : formatFraction(rate)}</td>
                <td className={cell}>{formatDuration(spread.p50)}</td>
                <td className={cell}>{formatDuration(spread.p95)}</td>
                <td className="px-3 max-sm:hidden">
                  <SpreadBar spread={spread} lowest={lowest} highest={highest} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {others > 0 && (
        <p className="border-t border-line px-4 py-2 text-[12.5px] text-muted">
          and {formatCount(others)} {others === 1 ? "job" : "jobs"} of smaller {label.toLowerCase()}
          s
        </p>
      )}
    </div>
  );
}

/** From p50 to p95 on one logarithmic scale for all rows. */
function SpreadBar({
  spread,
  lowest,
  highest,
}: {
  spread: Spread;
  lowest: number;
  highest: number;
}) {
  if (spread.p50 === null || spread.p95 === null) return null;
  const width = Math.log(highest / lowest) || 1;
  const toShare = (ms: number) => Math.log(Math.max(lowest, ms) / lowest) / width;
  const [from, to] = [toShare(spread.p50), toShare(spread.p95)];
  return (
    <span aria-hidden="true" className="relative block h-2 rounded-full bg-sunken">
      <span
        className="absolute inset-y-0 min-w-1 rounded-full bg-chart-3"
        style={{ left: `${(from * 98).toFixed(1)}%`, width: `${((to - from) * 98).toFixed(1)}%` }}
      />
    </span>
  );
}

function toEnds(spreads: readonly Spread[]): [number, number] {
  const lengths = spreads.flatMap(({ p50, p95 }) => [p50, p95]).filter((ms) => ms !== null);
  return [Math.max(1, Math.min(...lengths)), Math.max(2, ...lengths)];
}

function narrow(filter: DurationsQuery["filter"], by: keyof Breakdowns, part: Part) {
  const source = { source: { include: [part.source], exclude: [] } };
  if (by === "source") return { ...filter, ...source };
  if (by === "type")
    return { ...filter, ...source, type: { include: [part.name ?? ""], exclude: [] } };
  return { ...filter, ...source, project: { include: [part.name], exclude: [] } };
}
