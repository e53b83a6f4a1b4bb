import { redirect } from "next/navigation";
import { LookupView } from "#components/lookup/lookup-view.tsx";
import { PasteBox } from "#components/paste/paste-box.tsx";
import { PageHead } from "#components/shell/page-head.tsx";
import { readPaste } from "#lib/domain/read-paste.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { lookupJobs } from "#lib/server/jobs/lookup-jobs.ts";

type LookupPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LookupPage({ searchParams }: LookupPageProps) {
  const { q, pasted } = await searchParams;
  const text = [q].flat().join(" ").trim();
  const isKept = pasted !== undefined && text === "";
  const { path, hint } = readPaste(text);
  if (path !== null && !path.startsWith("/lookup")) redirect(path);
  const lookups = text === "" ? [] : await lookupJobs(await getGantry(), text);

  return (
    <div className="mx-auto max-w-4xl">
      <PageHead title="Lookup · Gantry" />
      <h1 className="mb-3 text-[21px] font-semibold tracking-[-.015em]">Lookup</h1>
      <PasteBox />
      {hint !== null && text !== "" && <p className="mt-3 text-muted">{hint}</p>}
      {isKept && (
        <p className="mt-3 hidden text-muted noscript:block">
          A paste this long is looked up by a script. Paste at most 200 IDs at once.
        </p>
      )}
      {(isKept || lookups.length > 0) && (
        <LookupView key={text} initial={isKept ? null : lookups} now={Date.now()} />
      )}
    </div>
  );
}
