import type { JobStatus } from "../job.ts";
import type { Selection } from "../list-filter.ts";
import { defaultLastRange } from "./chart-range.ts";
import type { DurationsQuery } from "./durations-query.ts";

/** The address that `parseDurationsQuery` would read as this. */
export function toDurationsSearch({ filter, range }: Omit<DurationsQuery, "ignored">): string {
  const params = toFilterParams(filter);
  if (typeof range === "string") {
    if (range !== defaultLastRange) params.set("ended_after", range);
  } else {
    if (range.after !== undefined) params.set("ended_after", String(range.after));
    if (range.before !== undefined) params.set("ended_before", String(range.before));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** The list of the jobs that ended in a span of time, `endAt` exclusive. */
export function toJobsPath(
  filter: DurationsQuery["filter"],
  span: { startAt: number; endAt: number },
  more: Record<string, string | number> = {},
): string {
  const params = toFilterParams(filter);
  params.set("ended_after", String(span.startAt - 1));
  params.set("ended_before", String(span.endAt));
  for (const [name, value] of Object.entries(more)) params.append(name, String(value));
  return `/jobs?${params}`;
}

const failedStatuses: readonly JobStatus[] = ["failed", "partial"];

/** As `toJobsPath`, of those that failed; null where the filter lets none of them through. */
export function toFailuresPath(
  filter: DurationsQuery["filter"],
  span: { startAt: number; endAt: number },
): string | null {
  const { include = [], exclude = [] } = filter.status ?? {};
  const failed = failedStatuses.filter(
    (status) => (include.length === 0 || include.includes(status)) && !exclude.includes(status),
  );
  if (failed.length === 0) return null;
  return toJobsPath({ ...filter, status: { include: failed, exclude: [] } }, span);
}

/** A condition of an address: those of one name that may stand in it together. */
export function toCondition(
  name: string,
  { include, exclude }: Selection<string | null>,
): URLSearchParams {
  const params = new URLSearchParams();
  for (const value of include) params.append(name, value ?? "");
  for (const value of exclude) params.append(name, `-${value ?? ""}`);
  return params;
}

function toFilterParams(filter: DurationsQuery["filter"]): URLSearchParams {
  const conditions = Object.entries(filter).map(([name, selection]) =>
    toCondition(name, selection),
  );
  return new URLSearchParams(conditions.join("&"));
}
