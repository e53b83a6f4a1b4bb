"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import { fetchJson } from "#lib/client/fetch-json.ts";
import type { Children } from "#lib/domain/children.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";

const ChildrenTable = lazy(async () => ({
  default: (await import("./children-table.tsx")).ChildrenTable,
}));

type ChildrenPanelProps = {
  job: Job;
  /** As far as the store knows them. */
  initial: Children | null;
  zone: string;
  now: number;
  frozen: boolean;
};

/** The jobs this one made. Asks whether there are any, and loads their table only then. */
export function ChildrenPanel({ job, initial, ...clock }: ChildrenPanelProps) {
  const [found, setFound] = useState(initial);
  const [failure, setFailure] = useState<string | null>(null);
  const path = `/api${toJobPath(job)}/children`;
  const isKnown = found !== null && (found.meta.total > 0 || isTerminal(job.status));
  const news = job.events.length;

  useEffect(() => {
    if (isKnown) return undefined;
    let isCurrent = true;
    fetchJson<Children>(path).then(
      (children) => isCurrent && setFound(children),
      (error: Error) => isCurrent && setFailure(error.message),
    );
    return () => {
      isCurrent = false;
    };
  }, [path, isKnown, news]);

  if (found === null) return failure === null ? null : <Unread message={failure} />;
  if (found.meta.total === 0) return null;
  return (
    <Suspense>
      <ChildrenTable job={job} initial={found} {...clock} />
    </Suspense>
  );
}

function Unread({ message }: { message: string }) {
  return (
    <section aria-label="Children" className="panel px-3.5 py-3 text-[12.5px] text-muted">
      Whether this job has children is not known: {message}
    </section>
  );
}
