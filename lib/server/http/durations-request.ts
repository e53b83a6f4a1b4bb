import "server-only";
import { toChartRange, type ChartRange } from "#lib/domain/durations/chart-range.ts";
import { parseDurationsQuery, type DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import { ProblemError } from "#lib/domain/problem.ts";

/** Throws `bad_request` naming each bad value, and for a range that ends before it begins. */
export function readDurationsRequest(
  params: URLSearchParams,
  now: number,
): { query: DurationsQuery; range: ChartRange } {
  const { query, errors } = parseDurationsQuery(params, now);
  if (errors.length > 0)
    throw new ProblemError("bad_request", "This address asks for charts that cannot be drawn.", {
      errors,
    });
  const range = toChartRange(query.range, now);
  if (!range)
    throw new ProblemError("bad_request", "The range ends before it begins.", {
      errors: [{ path: "ended_before", message: "should be later than ended_after" }],
    });
  return { query, range };
}
