import type { Artifact, Job } from "#lib/domain/job.ts";
import { listArtifacts, toArtifactEnd, toArtifactPath } from "#lib/domain/list-artifacts.ts";
import { ArtifactList } from "./artifact-list.tsx";
import { describeEnd } from "./describe-end.ts";
import { toPictures } from "./to-pictures.ts";

type StaticGalleryProps = {
  job: Job;
  /** When their addresses at the upstream end, by `fileId`. */
  fileEnds: Record<string, number> | null;
  now: number;
  zone: string;
};

/** The artifacts for readers without script, whom the gallery never reaches: its code comes when it is used. */
export function StaticGallery({ job, fileEnds, now, zone }: StaticGalleryProps) {
  const artifacts = listArtifacts(job);
  if (artifacts.length === 0) return null;
  const drawEnd = (artifact: Artifact) => {
    const at = toArtifactEnd(artifact, fileEnds ?? {});
    return at !== null && describeEnd(at, now, zone);
  };
  const { groups, others } = toPictures(job, artifacts);
  return (
    <noscript>
      <section aria-label="Artifacts" className="panel min-w-0 p-3.5">
        <h2 className="mb-2 text-[13.5px] font-semibold">Artifacts</h2>
        {groups.map(({ name, pictures }) => (
          <section key={name} aria-label={name}>
            <h3 className="text-[12.5px] text-muted">{name}</h3>
            <ul className="mt-1 mb-3 grid grid-cols-[repeat(auto-fill,minmax(124px,1fr))] gap-3">
              {pictures.map((picture) => (
                <li key={picture.path} className="min-w-0">
                  {/* oxlint-disable-next-line nextjs/no-img-element -- served by Gantry itself, and of any host's making */}
                  <img
                    src={picture.path}
                    alt={picture.name}
                    loading="lazy"
                    className="aspect-4/5 w-full object-contain"
                  />
                  {picture.name}{" "}
                  <a href={picture.path} className="underline">
                    Full size<span className="sr-only"> of {picture.name}</span>
                  </a>{" "}
                  {drawEnd(picture.artifact)}
                </li>
              ))}
            </ul>
          </section>
        ))}
        {others.length > 0 && (
          <ArtifactList
            artifacts={others}
            toPath={(each) => toArtifactPath(job, each)}
            drawEnd={drawEnd}
          />
        )}
      </section>
    </noscript>
  );
}
