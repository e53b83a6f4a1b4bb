import type { InstantRange, ListFilter } from "../list-filter.ts";
import { conditionNames } from "../list-query/list-params.ts";
import { parseListParams } from "../list-query/parse-list-params.ts";
import type { FieldError } from "../problem.ts";
import { defaultLastRange, isLastRange, type LastRange } from "./chart-range.ts";

/** What the charts are asked for. */
export type DurationsQuery = {
  filter: Pick<ListFilter, "source" | "type" | "project" | "status">;
  range: InstantRange | LastRange;
  /** Parameters of a list of jobs that charts cannot apply. */
  ignored: string[];
};

const appliedNames: ReadonlySet<string> = new Set([
  ...["source", "type", "project", "status", "ended_after", "ended_before"],
]);

/** The address of a list of jobs, by what of it charts can apply. `errors` names each value that makes no sense. */
export function parseDurationsQuery(
  params: URLSearchParams,
  now: number,
): { query: DurationsQuery; errors: FieldError[] } {
  const { filter, errors } = parseListParams(params, now);
  const { source, type, project, status, ended } = filter;
  const last = params.get("ended_before") ? "" : (params.get("ended_after") ?? "");
  const isEmpty = ended?.after === undefined && ended?.before === undefined;
  return {
    query: {
      filter: {
        ...(source && { source }),
        ...(type && { type }),
        ...(project && { project }),
        ...(status && { status }),
      },
      range: isLastRange(last) ? last : isEmpty ? defaultLastRange : (ended ?? {}),
      ignored: conditionNames.filter((name) => !appliedNames.has(name) && params.has(name)),
    },
    errors,
  };
}
