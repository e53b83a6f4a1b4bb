import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { JobsView } from "#components/job-list/jobs-view.tsx";
import { ReadingNote } from "#components/job-list/reading-note.tsx";
import { SourceFailures } from "#components/live/source-failures.tsx";
import { PageHead } from "#components/shell/page-head.tsx";
import { toPartSearch } from "#lib/client/list/part-search.ts";
import { columnsCookie, parseColumns } from "#lib/domain/list-columns.ts";
import { toPagePaths } from "#lib/domain/list-query/page-paths.ts";
import { setPageStatus } from "#lib/server/front/page-status.ts";
import { getActor } from "#lib/server/auth/get-actor.ts";
import { listFailing } from "#lib/server/collector/list-failing.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readZone } from "#lib/server/http/read-zone.ts";
import { toUrlParams, type PageParams } from "#lib/server/http/url-params.ts";
import { getListPage } from "#lib/server/jobs/get-list-page.ts";

export const dynamic = "force-dynamic";

export default async function JobsPage({ searchParams }: { searchParams: PageParams }) {
  const gantry = await getGantry();
  const params = toUrlParams(await searchParams);
  const now = Date.now();
  const pages = (next: string | null) => toPagePaths(params, next);
  const zone = await readZone();
  const page = await getListPage(gantry, new URLSearchParams(params), { now, zone });
  if (page.kind === "moved") redirect(page.path);
  const { text, errors, list, values, reading } = page;
  if (errors.length > 0) setPageStatus(400);
  const jar = await cookies();
  const { role } = await getActor({ headers: await headers() });
  const failing = listFailing(gantry.sources.values(), gantry.collector.states());
  return (
    <>
      <PageHead title="Jobs · Gantry" />
      <SourceFailures initial={failing} />
      <ReadingNote reading={reading} now={now} zone={zone} />
      <JobsView
        initial={list}
        initialSearch={toPartSearch(params)}
        initialText={text}
        initialErrors={errors}
        failing={failing}
        initialColumns={parseColumns(jar.get(columnsCookie)?.value)}
        values={values}
        views={await gantry.store.views.list()}
        canManageViews={role === "operator"}
        sources={Array.from(gantry.sources.values(), ({ name, label }) => ({ name, label }))}
        pages={pages(list?.meta.next ?? null)}
        now={now}
      />
    </>
  );
}
