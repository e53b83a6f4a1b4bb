"use client";
import { lazy, Suspense } from "react";
import { isTerminal, type Job } from "#lib/domain/job.ts";

const ArtifactGallery = lazy(() => import("./artifact-gallery.tsx"));

type ArtifactsPanelProps = {
  job: Job;
  /** When their addresses at the upstream end, by `fileId`; null where its source makes no files. */
  fileEnds: Record<string, number> | null;
};

/** What the job has made; where its source makes files, also that there are none yet. Its code is loaded only where there is something. */
export function ArtifactsPanel({ job, fileEnds }: ArtifactsPanelProps) {
  const hasAny = job.artifacts.length > 0 || job.events.some((event) => event.artifacts.length > 0);
  if (!hasAny)
    return fileEnds && !isTerminal(job.status) ? (
      <section
        aria-label="Artifacts"
        className="panel flex min-w-0 flex-wrap items-baseline gap-x-3 px-3.5 py-2.5"
      >
        <h2 className="text-[13.5px] font-semibold">Artifacts</h2>
        <p className="text-[12.5px] text-muted">No artifacts yet.</p>
      </section>
    ) : null;
  return (
    <Suspense>
      <ArtifactGallery job={job} fileEnds={fileEnds} />
    </Suspense>
  );
}
