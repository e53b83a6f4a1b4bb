import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { DurationsProblem } from "#components/durations/durations-problem.tsx";
import { DurationsView } from "#components/durations/durations-view.tsx";
import { SourceFailures } from "#components/live/source-failures.tsx";
import { PageHead } from "#components/shell/page-head.tsx";
import { chartChoiceCookie, parseChartChoice } from "#lib/domain/durations/chart-choice.ts";
import { pieceField, readFilterForm } from "#lib/domain/durations/filter-form.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { listFailing } from "#lib/server/collector/list-failing.ts";
import { getGantry, type Gantry } from "#lib/server/gantry.ts";
import { readDurationsRequest } from "#lib/server/http/durations-request.ts";
import { toLoggedProblem } from "#lib/server/http/route.ts";
import { toUrlParams, type PageParams } from "#lib/server/http/url-params.ts";
import { getDurations } from "#lib/server/jobs/get-durations.ts";

export const dynamic = "force-dynamic";

export default async function DurationsPage({ searchParams }: { searchParams: PageParams }) {
  const gantry = await getGantry();
  const params = toUrlParams(await searchParams);
  if (params.has(pieceField)) redirect(`/durations${readFilterForm(params)}`);
  const drawn = await readPage(gantry, params).catch((error: unknown) => {
    if (error instanceof ProblemError) return error;
    throw error;
  });
  if (drawn instanceof ProblemError) return <DurationsProblem problem={toLoggedProblem(drawn)} />;
  const { report, query, values } = drawn;
  return (
    <>
      <PageHead title="Durations · Gantry" />
      <SourceFailures initial={listFailing(gantry.sources.values(), gantry.collector.states())} />
      <DurationsView
        key={params.toString()}
        report={report}
        query={query}
        initialChoice={parseChartChoice((await cookies()).get(chartChoiceCookie)?.value)}
        values={values}
        sources={Array.from(gantry.sources.values(), ({ name, label }) => ({ name, label }))}
      />
    </>
  );
}

async function readPage(gantry: Gantry, params: URLSearchParams) {
  const now = Date.now();
  const { query, range } = readDurationsRequest(params, now);
  const values = await gantry.store.listValues();
  return { query, values, report: await getDurations(gantry, query, range, now) };
}
