"use client";
import { useEffect, useMemo, useState } from "react";
import { JobTable } from "#components/jobs/job-table.tsx";
import { useConnection } from "#components/live/connection-badge.tsx";
import { isBlind } from "#components/live/describe-connection.ts";
import { useZone } from "#components/shell/preferences.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { lookupKept } from "#lib/client/lookup-long.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { formatCount } from "#lib/domain/format/format-count.ts";
import { maxWatchedJobs } from "#lib/domain/live-frame.ts";
import { lookupWords, takeIn, type Lookup, type LookupAnswer } from "#lib/domain/paste/lookup.ts";
import { toMessage } from "#lib/domain/to-message.ts";
import { AskRest } from "./ask-rest.tsx";
import { FoundLinks } from "./found-links.tsx";
import { useFoundJobs } from "./use-found-jobs.ts";

type Props = {
  /** Null when the text is the browser's to send. */
  initial: LookupAnswer | null;
  /** Under which name the tab keeps a text that is too long for the address. */
  kept: string | null;
  /** This page once more. */
  again: string;
  now: number;
};

/** What became of each ID: those found as a table, the others each with the reason. */
export function LookupView({ initial, kept, again, now }: Props) {
  const zone = useZone();
  const [answer, setAnswer] = useState(initial);
  const [drawn, setDrawn] = useState(initial);
  const [fault, setFault] = useState<string | null>(null);
  // The same address, asked once more, may know more.
  if (drawn !== initial) {
    setDrawn(initial);
    setAnswer(initial);
  }

  const found = useMemo(() => answer?.data.flatMap(({ job }) => job ?? []) ?? [], [answer]);
  const { jobs, stoodAt, unwatched } = useFoundJobs(found, now);
  const frozen = isBlind(useConnection());

  useEffect(() => {
    if (kept === null) return;
    const controller = new AbortController();
    lookupKept(kept, controller.signal).then(setAnswer, (error: unknown) => {
      if (!controller.signal.aborted) setFault(toMessage(error));
    });
    return () => controller.abort();
  }, [kept]);

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
  const others = lookups.filter(({ found }) => !found);
  return (
    <>
      <div className="mt-4 mb-2 flex flex-wrap items-center gap-2">
        <p role="status" className="mr-auto font-semibold max-sm:basis-full">
          {describe(lookups)}
        </p>
        {jobs.length > 0 && <FoundLinks jobs={jobs} />}
      </div>
      <AskRest
        answer={answer}
        onTold={(told) => setAnswer((known) => known && takeIn(known, told))}
        again={again}
        zone={zone}
      />
      {meta.hasMore && (
        <p className="panel mb-2 px-4 py-2.5">
          <b>There is more in what was pasted.</b> Only its beginning was looked up. Paste the rest
          by itself.
        </p>
      )}
      {jobs.length > 0 && (
        <div className="panel overflow-hidden">
          <JobTable
            jobs={jobs}
            label="Found jobs"
            zone={zone}
            now={now}
            frozen={frozen}
            stoodAt={stoodAt}
          />
        </div>
      )}
      {unwatched > 0 && (
        <p className="mt-2 text-[12.5px] text-muted">
          A page follows {maxWatchedJobs} jobs in flight. The clocks of {formatCount(unwatched)}{" "}
          more stand still here.
        </p>
      )}
      {others.length > 0 && <NotFound lookups={others} />}
    </>
  );
}

function NotFound({ lookups }: { lookups: readonly Lookup[] }) {
  return (
    <ul className="panel mt-4 divide-y divide-line" aria-label="Not found">
      {lookups.map(({ text, source, state, reason }) => (
        <li key={text} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2">
          <b className="w-24 flex-none font-semibold text-muted max-sm:basis-full">
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
  );
}

/** How many of each: “1 found · 20 missing”. */
function describe(lookups: readonly Lookup[]): string {
  const states = ["found", "missing", "malformed", "unanswered", "unasked"] as const;
  const counts = states.map((state) => ({
    count: lookups.filter((lookup) => lookup.state === state).length,
    word: lookupWords[state].toLowerCase(),
  }));
  return counts.flatMap(({ count, word }) => (count > 0 ? `${count} ${word}` : [])).join(" · ");
}
