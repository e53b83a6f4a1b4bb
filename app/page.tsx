import { PageHead } from "#components/shell/page-head.tsx";
import { HomeFile } from "#components/job-file/home-file.tsx";
import { PasteBox } from "#components/paste/paste-box.tsx";
import { OverviewView } from "#components/home/overview-view.tsx";
import { getGantry } from "#lib/server/gantry.ts";
import { getOverview } from "#lib/server/jobs/get-overview.ts";

export const dynamic = "force-dynamic";

export default async function HomePage() {
  const overview = await getOverview(await getGantry());
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
      <OverviewView initial={overview} now={Date.now()} />
    </>
  );
}
