import { redirect } from "next/navigation";
import { KnownJobs } from "#components/jobs/known-jobs.tsx";
import { LookupView } from "#components/lookup/lookup-view.tsx";
import { PasteBox } from "#components/paste/paste-box.tsx";
import { PageHead } from "#components/shell/page-head.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { toJobPath } from "#lib/domain/job-path.ts";
import { idTextLimits } from "#lib/domain/paste/read-id-text.ts";
import { readPaste, type Paste } from "#lib/domain/paste/read-paste.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { readZone } from "#lib/server/http/read-zone.ts";
import { findBegun } from "#lib/server/jobs/find-by-prefix.ts";
import { lookupJobs } from "#lib/server/jobs/lookup-jobs.ts";
import type { PageParams } from "#lib/server/http/url-params.ts";

export default async function LookupPage({ searchParams }: { searchParams: PageParams }) {
  const { q, pasted, cut } = await searchParams;
  const sent = [q].flat().join(" ").trim();
  // What was cut ends somewhere in a word.
  const text = cut === undefined ? sent : sent.replace(/\s\S*$/, "");
  const [kept = null] = text === "" ? [pasted].flat() : [];
  const paste = readPaste(text);
  // The rest of the text may hold more: nothing leads on from here, and that is said.
  const isCut = cut !== undefined && text !== "";
  const gantry = await getGantry();
  const known =
    isCut || paste.kind === "many" ? [] : await findBegun(gantry.store, toBeginning(paste, text));
  const [first, ...others] = known;
  if (first && others.length === 0) redirect(toJobPath(first));
  if (paste.kind === "job" && !first && !isCut) redirect(toJobPath(paste.ref));
  const answer = text === "" || first ? null : await lookupJobs(gantry, text);
  if (answer && isCut) answer.meta.hasMore = true;

  return (
    <div className="mx-auto max-w-4xl">
      <PageHead title="Lookup · Gantry" />
      <h1 className="mb-3 text-[21px] font-semibold tracking-[-.015em]">Lookup</h1>
      <PasteBox />
      <KnownJobs jobs={known} zone={await readZone()} />
      {paste.kind === "job" && first && (
        <p className="mt-3 text-muted">
          No known job has just this ID.{" "}
          <PageLink href={toJobPath(paste.ref)}>Ask for {paste.ref.id} itself</PageLink>
        </p>
      )}
      {paste.kind === "none" && text !== "" && !first && (
        <p className="mt-3 text-muted">{paste.hint}</p>
      )}
      {kept !== null && (
        <p className="mt-3 hidden text-muted noscript:block">
          The tab keeps what was pasted, and a script looks it up. Paste it into the box above.
        </p>
      )}
      {(kept !== null || (answer !== null && (isCut || answer.data.length > 0))) && (
        <LookupView
          key={kept ?? text}
          initial={answer}
          kept={kept}
          again={`/lookup?${new URLSearchParams({ q: text, ...(isCut && { cut: "1" }) })}`}
          now={Date.now()}
        />
      )}
      {text === "" && kept === null && (
        <p className="panel mt-4 px-4 py-6 text-center text-muted">
          A log, a column of a spreadsheet, a list: up to {idTextLimits.ids} IDs at once. Each is
          said to be found, missing or malformed, and those found open as a list or on a wall.
        </p>
      )}
    </div>
  );
}

/** What known IDs may begin with. */
const toBeginning = (paste: Paste, text: string) =>
  paste.kind === "job" ? paste.ref : { id: text };
