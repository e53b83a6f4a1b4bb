import { cookies } from "next/headers";
import { DurationsProblem } from "#components/durations/durations-problem.tsx";
import { DurationsView } from "#components/durations/durations-view.tsx";
import { PageHead } from "#components/shell/page-head.tsx";
import { chartChoiceCookie, parseChartChoice } from "#lib/domain/durations/chart-choice.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readDurationsRequest } from "#lib/server/http/durations-request.ts";
import { toLoggedProblem } from "#lib/server/http/route.ts";
import { toUrlParams, type PageParams } from "#lib/server/http/url-params.ts";
import { getDurations } from "#lib/server/jobs/get-durations.ts";

export const dynamic = "force-dynamic";

export default async function DurationsPage({ searchParams }: { searchParams: PageParams }) {
  const gantry = await getGantry();
  const now = Date.now();
  const params = toUrlParams(await searchParams);
  const choice = parseChartChoice((await cookies()).get(chartChoiceCookie)?.value);
  try {
    const { query, range } = readDurationsRequest(params, now);
    const report = await getDurations(gantry, query, range, now);
    const sources = Array.from(gantry.sources.values(), ({ name, label }) => ({ name, label }));
    return (
      <>
        <PageHead title="Durations · Gantry" />
        <DurationsView
          key={params.toString()}
          report={report}
          query={query}
          initialChoice={choice}
          sources={sources}
        />
      </>
    );
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return <DurationsProblem problem={toLoggedProblem(error)} />;
  }
}
