import { cookies } from "next/headers";
import { PageHead } from "#components/shell/page-head.tsx";
import { HomeFile } from "#components/job-file/home-file.tsx";
import { PasteBox } from "#components/paste/paste-box.tsx";
import { OverviewView } from "#components/home/overview-view.tsx";
import { ViewLinks } from "#components/home/view-links.tsx";
import { keptJobs, parseKeptJobs } from "#lib/domain/kept-jobs.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { getOverview } from "#lib/server/jobs/get-overview.ts";

export const dynamic = "force-dynamic";

export default async function HomePage() {
  const gantry = await getGantry();
  const jar = await cookies();
  const read = ({ cookie, max }: { cookie: string; max: number }) =>
    parseKeptJobs(jar.get(cookie)?.value, max);
  const kept = { pinned: read(keptJobs.pinned), opened: read(keptJobs.opened) };
  const [overview, views] = await Promise.all([
    getOverview(gantry, kept),
    gantry.store.views.list(),
  ]);
  return (
    <>
      <PageHead title="Gantry" />
      <h1 className="sr-only">Gantry</h1>
      <div className="mx-auto mt-4 mb-8 max-w-2xl sm:mt-10 sm:mb-12">
        <PasteBox autoFocus />
        <p className="mt-2 text-center text-[12.5px] text-muted">
          An ID, a link, a <code className="mono">curl</code> line, a log: the job in it opens.{" "}
          <HomeFile />
        </p>
      </div>
      <ViewLinks views={views} />
      <OverviewView initial={overview} now={Date.now()} />
    </>
  );
}
