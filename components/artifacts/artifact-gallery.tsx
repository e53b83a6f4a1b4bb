"use client";
import { useState, type ReactNode } from "react";
import { onDemand } from "#components/ui/on-demand.tsx";
import { useZone } from "#components/shell/preferences.tsx";
import type { Artifact, Job } from "#lib/domain/job.ts";
import { listArtifacts, toArtifactEnd, toArtifactPath } from "#lib/domain/list-artifacts.ts";
import { ArtifactList } from "./artifact-list.tsx";
import { ArtifactEnd } from "./artifact-end.tsx";
import { PictureCard } from "./picture-card.tsx";
import { toPictures, type Picture } from "./to-pictures.ts";

const Lightbox = onDemand(() => import("./lightbox.tsx"));

type ArtifactGalleryProps = {
  job: Job;
  /** When their addresses at the upstream end, by `fileId`. */
  fileEnds: Record<string, number> | null;
};

/** The pictures of a job, those it ends with before those on the way; other artifacts as a list. */
export default function ArtifactGallery({ job, fileEnds }: ArtifactGalleryProps) {
  const zone = useZone();
  const drawEnd = (artifact: Artifact) => {
    const at = toArtifactEnd(artifact, fileEnds ?? {});
    return at !== null && <ArtifactEnd at={at} zone={zone} />;
  };
  const artifacts = listArtifacts(job);
  const [opened, setOpened] = useState<string | null>(null);
  const { groups, pictures, others } = toPictures(job, artifacts);
  const at = pictures.findIndex(({ path }) => path === opened);
  return (
    <section aria-labelledby="artifacts-title" className="panel min-w-0">
      <header className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-3.5 py-2.5">
        <h2 id="artifacts-title" className="text-[13.5px] font-semibold">
          Artifacts
        </h2>
        <span className="text-[12.5px] text-faint">{artifacts.length}</span>
      </header>
      {groups.map(({ name, pictures: own }) => (
        <PictureGroup key={name} name={name} pictures={own} drawEnd={drawEnd} onOpen={setOpened} />
      ))}
      {others.length > 0 && (
        <ArtifactList
          artifacts={others}
          toPath={(each) => toArtifactPath(job, each)}
          drawEnd={drawEnd}
        />
      )}
      {at >= 0 && (
        <Lightbox
          pictures={pictures}
          at={at}
          onMove={(next) => setOpened(pictures[next]?.path ?? null)}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}

function PictureGroup({
  name,
  pictures,
  drawEnd,
  onOpen,
}: {
  name: string;
  pictures: Picture[];
  drawEnd: (artifact: Artifact) => ReactNode;
  onOpen: (path: string) => void;
}) {
  return (
    <section aria-label={name} className="px-3.5 pt-2.5 pb-3.5">
      <h3 className="mb-2 text-[12.5px] text-muted">{name}</h3>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(124px,1fr))] gap-3">
        {pictures.map((picture) => (
          <li key={picture.path} className="min-w-0">
            <PictureCard
              picture={picture}
              end={drawEnd(picture.artifact)}
              onOpen={() => onOpen(picture.path)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
