import type { Artifact, JobRef } from "#lib/domain/job.ts";
import { toArtifactPath } from "#lib/domain/list-artifacts.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

export type Picture = {
  artifact: Artifact;
  /** Where Gantry serves it, always fresh. */
  path: string;
  /** For people. */
  name: string;
};

type Group = { name: string; pictures: Picture[] };

/** A job's artifacts as they are shown: pictures by their role, in reading order, and the rest. */
export function toPictures(
  job: JobRef,
  artifacts: readonly Artifact[],
): { groups: Group[]; pictures: Picture[]; others: Artifact[] } {
  const all = artifacts.map((artifact) => ({ artifact, path: toArtifactPath(job, artifact) }));
  const shown = all.flatMap(({ artifact, path }) =>
    artifact.media === "image" && path !== null ? [{ artifact, path }] : [],
  );
  const finals = toNamed(shown.filter(({ artifact }) => artifact.role !== "intermediate"));
  const onTheWay = toNamed(shown.filter(({ artifact }) => artifact.role === "intermediate"));
  const groups = [
    { name: "Final", pictures: finals },
    { name: "Intermediate", pictures: onTheWay },
  ].filter(({ pictures }) => pictures.length > 0);
  return {
    groups,
    pictures: [...finals, ...onTheWay],
    others: all.flatMap(({ artifact, path }) =>
      artifact.media === "image" && path !== null ? [] : [artifact],
    ),
  };
}

function toNamed(pictures: Omit<Picture, "name">[]): Picture[] {
  return pictures.map(({ artifact, path }, index) => {
    const kind = toWords(artifact.kind);
    const own = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${index + 1}`;
    return { artifact, path, name: toVisibleText(artifact.label ?? own) };
  });
}

/** `on_model_render` reads `on model render`. */
export function toWords(kind: string): string {
  return kind.replaceAll("_", " ");
}
