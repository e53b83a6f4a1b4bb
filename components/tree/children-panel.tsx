"use client";
import { lazy, startTransition, useEffect, useState } from "react";
import { fetchJson } from "#lib/client/fetch-json.ts";
import type { JobTree } from "#lib/domain/tree/job-tree.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";

const TreePanel = lazy(async () => ({ default: (await import("./tree-panel.tsx")).TreePanel }));

const retryMs = 30_000;

type ChildrenPanelProps = {
  job: Job;
  /** The first of the jobs below it, as far as the store knows them. */
  initial: JobTree | null;
  zone: string;
  now: number;
  frozen: boolean;
};

/** Children that come without an event of their parent are seen within so long. */
const quietMs = 60_000;

/** The jobs this one made. Asks until it is known whether there are any, and loads what draws them only then. */
export function ChildrenPanel({ job, initial, ...clock }: ChildrenPanelProps) {
  const [found, setFound] = useState(initial);
  const [failure, setFailure] = useState<string | null>(null);
  const path = `/api${toJobPath(job)}/tree`;
  const hasEnded = isTerminal(job.status);
  const isKnown = found !== null && (found.meta.total > 0 || found.meta.againMs === null);
  const news = job.events.length;

  useEffect(() => {
    if (isKnown) return undefined;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout>;
    async function ask() {
      const answer = await fetchJson<JobTree>(path).catch((error: Error) => error);
      if (!isCurrent) return;
      let againMs: number | null = retryMs;
      if (answer instanceof Error) setFailure(answer.message);
      else {
        againMs = answer.meta.againMs;
        startTransition(() => setFound(answer));
      }
      // While the job runs, its events are what makes it ask again, and now and then the clock.
      if (againMs) timer = setTimeout(ask, hasEnded ? againMs : Math.max(againMs, quietMs));
    }
    void ask();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [path, isKnown, hasEnded, news]);

  if (found === null) return <Unread path={path} failure={failure} />;
  if (found.meta.total === 0) return null;
  // Without a boundary of its own: React would send a large one hidden, for script to reveal.
  return <TreePanel job={job} initial={found} {...clock} />;
}

/** Where nobody has asked, as without JavaScript, or nobody was answered. */
function Unread({ path, failure }: { path: string; failure: string | null }) {
  return (
    <section
      aria-label="Children"
      className={`panel px-3.5 py-3 text-[12.5px] text-muted ${failure ? "" : "hidden noscript:block"}`}
    >
      Whether this job has children is not known. {failure}{" "}
      <a className="hidden noscript:inline" href={`${path}?then=page`}>
        Ask the upstream
      </a>
    </section>
  );
}
