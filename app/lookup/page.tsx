import { redirect } from "next/navigation";
import { KnownJobs } from "#components/jobs/known-jobs.tsx";
import { LookupView } from "#components/lookup/lookup-view.tsx";
import { PasteBox } from "#components/paste/paste-box.tsx";
import { PageHead } from "#components/shell/page-head.tsx";
import { toJobPath } from "#lib/domain/job-path.ts";
import { idTextLimits } from "#lib/domain/read-id-text.ts";
import { readPaste } from "#lib/domain/read-paste.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readZone } from "#lib/server/http/read-zone.ts";
import { findByPrefix } from "#lib/server/jobs/find-by-prefix.ts";
import { lookupJobs } from "#lib/server/jobs/lookup-jobs.ts";
import type { PageParams } from "#lib/server/http/url-params.ts";

export default async function LookupPage({ searchParams }: { searchParams: PageParams }) {
  const { q, pasted } = await searchParams;
  const text = [q].flat().join(" ").trim();
  const isKept = pasted !== undefined && text === "";
  const { path, hint } = readPaste(text);
  if (path !== null && !path.startsWith("/lookup")) redirect(path);
  const gantry = await getGantry();
  const known = path === null ? await findByPrefix(gantry.store, text) : [];
  const [first, ...others] = known;
  if (first && others.length === 0) redirect(toJobPath(first));
  const answer = text === "" || first ? null : await lookupJobs(gantry, text);

  return (
    <div className="mx-auto max-w-4xl">
      <PageHead title="Lookup · Gantry" />
      <h1 className="mb-3 text-[21px] font-semibold tracking-[-.015em]">Lookup</h1>
      <PasteBox />
      <KnownJobs jobs={known} zone={await readZone()} />
      {hint !== null && text !== "" && !first && <p className="mt-3 text-muted">{hint}</p>}
      {isKept && (
        <p className="mt-3 hidden text-muted noscript:block">
          A paste this long is looked up by a script. Paste at most 200 IDs at once.
        </p>
      )}
      {(isKept || (answer !== null && answer.data.length > 0)) && (
        <LookupView key={text} initial={answer} now={Date.now()} />
      )}
      {text === "" && !isKept && (
        <p className="panel mt-4 px-4 py-6 text-center text-muted">
          A log, a column of a spreadsheet, a list: up to {idTextLimits.ids} IDs at once. Each is
          said to be found, missing or malformed, and those found open as a list or on a wall.
        </p>
      )}
    </div>
  );
}
