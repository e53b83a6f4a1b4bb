"use client";
import { lazy, startTransition, useEffect, useState } from "react";
import { fetchJson } from "#lib/client/fetch-json.ts";
import type { JobTree } from "#lib/domain/job-tree.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";

const TreePanel = lazy(async () => ({ default: (await import("./tree-panel.tsx")).TreePanel }));

type ChildrenPanelProps = {
  job: Job;
  /** The first of the jobs below it, as far as the store knows them. */
  initial: JobTree | null;
  zone: string;
  now: number;
  frozen: boolean;
};

/** The jobs this one made. Asks whether there are any, and loads what draws them only then. */
export function ChildrenPanel({ job, initial, ...clock }: ChildrenPanelProps) {
  const [found, setFound] = useState(initial);
  const [failure, setFailure] = useState<string | null>(null);
  const path = `/api${toJobPath(job)}/tree`;
  const hasEnded = isTerminal(job.status);
  const [isFinal, setFinal] = useState(initial !== null && hasEnded);
  const isKnown = isFinal || (found !== null && found.meta.total > 0);
  const news = job.events.length;

  useEffect(() => {
    if (isKnown) return undefined;
    let isCurrent = true;
    fetchJson<JobTree>(path).then(
      (tree) =>
        isCurrent &&
        startTransition(() => {
          setFound(tree);
          setFinal(hasEnded);
        }),
      (error: Error) => isCurrent && setFailure(error.message),
    );
    return () => {
      isCurrent = false;
    };
  }, [path, isKnown, hasEnded, news]);

  if (found === null) return failure === null ? null : <Unread message={failure} />;
  if (found.meta.total === 0) return null;
  // Without a boundary of its own: React would send a large one hidden, for script to reveal.
  return <TreePanel job={job} initial={found} {...clock} />;
}

function Unread({ message }: { message: string }) {
  return (
    <section aria-label="Children" className="panel px-3.5 py-3 text-[12.5px] text-muted">
      Whether this job has children is not known: {message}
    </section>
  );
}
