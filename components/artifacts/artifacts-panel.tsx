"use client";
import { lazy, Suspense, useState } from "react";
import { onDemand } from "#components/ui/on-demand.tsx";
import { isTerminal, type Job } from "#lib/domain/job.ts";

const loadGallery = () => import("./artifact-gallery.tsx");
const ArtifactGallery = lazy(loadGallery);
/** Of a job that makes its first one before one's eyes. */
const LateGallery = onDemand(loadGallery);

type ArtifactsPanelProps = {
  job: Job;
  /** When their addresses at the upstream end, by `fileId`; null where its source makes no files. */
  fileEnds: Record<string, number> | null;
};

/** What the job has made; where its source makes files, also that there are none yet. Its code is loaded only where there is something. */
export function ArtifactsPanel({ job, fileEnds }: ArtifactsPanelProps) {
  const hasAny = job.artifacts.length > 0 || job.events.some((event) => event.artifacts.length > 0);
  const [hadAny] = useState(hasAny);
  const Gallery = hadAny ? ArtifactGallery : LateGallery;
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
      <Gallery job={job} fileEnds={fileEnds} />
    </Suspense>
  );
}
