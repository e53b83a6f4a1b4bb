"use client";
import { useEffect, useState } from "react";
import { JobTable } from "#components/jobs/job-table.tsx";
import { useZone } from "#components/shell/preferences.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { toMessage } from "#lib/domain/to-message.ts";
import { lookupLong } from "#lib/client/lookup-long.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import { lookupWords, type Lookup, type LookupAnswer } from "#lib/domain/lookup.ts";
import { listLimits, toIdSearches } from "#lib/domain/list-query/list-params.ts";
import { idTextLimits } from "#lib/domain/read-id-text.ts";
import { maxWatchedJobs } from "#lib/domain/live-frame.ts";
import { toWallPath } from "#lib/domain/wall.ts";

/** What both a list's address and a wall's hold. */
const partSize = Math.min(listLimits.ids, maxWatchedJobs);

type Props = {
  /** Null when the text is the browser's to send: it was too long for the address. */
  initial: LookupAnswer | null;
  now: number;
};

/** What became of each ID: those found as a table, the others each with the reason. */
export function LookupView({ initial, now }: Props) {
  const zone = useZone();
  const [answer, setAnswer] = useState(initial);
  const [fault, setFault] = useState<string | null>(null);

  useEffect(() => {
    if (initial !== null) return;
    lookupLong().then(setAnswer, (error: unknown) => setFault(toMessage(error)));
  }, [initial]);

  if (fault !== null)
    return (
      <p role="alert" className="panel mt-4 px-4 py-3 text-failed">
        {fault}
      </p>
    );
  if (answer === null)
    return (
      <p role="status" className="panel mt-4 px-4 py-12 text-center text-muted">
        Looking up what was pasted…
      </p>
    );
  const { data: lookups, meta } = answer;
  const jobs = lookups.flatMap(({ job }) => job ?? []);
  const others = lookups.filter(({ found }) => !found);
  const count = (state: Lookup["state"]) => lookups.filter((each) => each.state === state).length;
  const said = (["found", "missing", "malformed", "unasked"] as const).filter(
    (state) => count(state) > 0,
  );
  return (
    <>
      <div className="mt-4 mb-2 flex flex-wrap items-center gap-2">
        <p role="status" className="mr-auto font-semibold max-sm:basis-full">
          {said.map((state) => `${count(state)} ${lookupWords[state].toLowerCase()}`).join(" · ")}
        </p>
        {jobs.length > 0 && <FoundLinks jobs={jobs} />}
      </div>
      {meta.hasMore && (
        <p className="panel mb-2 px-4 py-2.5">
          <b>There is more in what was pasted.</b> Of one text the first {idTextLimits.ids} IDs are
          looked up. Paste the rest by itself.
        </p>
      )}
      {jobs.length > 0 && (
        <div className="panel overflow-hidden">
          <JobTable jobs={jobs} label="Found jobs" zone={zone} now={now} />
        </div>
      )}
      {others.length > 0 && (
        <ul className="panel mt-4 divide-y divide-line" aria-label="Not found">
          {others.map(({ text, source, state, reason }) => (
            <li key={text} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2">
              <b className="w-20 flex-none font-semibold text-muted max-sm:basis-full">
                {lookupWords[state]}
              </b>
              {source === null ? (
                <span className="mono break-all">{text}</span>
              ) : (
                <PageLink href={toJobPath({ source, id: text })} className="mono break-all">
                  {text}
                </PageLink>
              )}
              <span className="text-muted">{reason}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function FoundLinks({ jobs }: { jobs: readonly JobSummary[] }) {
  const ids = jobs.map(({ id }) => id);
  // An address holds so many and no more.
  const starts = jobs.flatMap((_, at) => (at % partSize === 0 ? [at] : []));
  const toLabel = (whole: string, part: string, at: number) =>
    starts.length === 1 ? whole : `${part} ${at + 1}–${Math.min(at + partSize, jobs.length)}`;
  return (
    <>
      {starts.map((at) => (
        <PageLink
          key={`list ${at}`}
          href={`/jobs?${toIdSearches(ids.slice(at, at + partSize)).join("&")}`}
          className="button no-underline"
        >
          {toLabel("Open as a list", "List", at)}
        </PageLink>
      ))}
      {starts.map((at) => (
        <PageLink
          key={`wall ${at}`}
          href={toWallPath(jobs.slice(at, at + partSize))}
          className="button no-underline"
        >
          {toLabel("Watch on a wall", "Wall", at)}
        </PageLink>
      ))}
      <CopyButton className="button" label="Copy IDs that were found" text={() => ids.join("\n")}>
        Copy IDs
      </CopyButton>
    </>
  );
}
