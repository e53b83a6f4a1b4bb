import "server-only";
import type { Job } from "#lib/domain/job.ts";
import { listArtifacts } from "#lib/domain/list-artifacts.ts";
import type { Source } from "../sources/source.ts";

/** By `fileId`, when the upstream's own address of an artifact stops working, or did, where that is known. */
export function listArtifactEnds(
  source: Pick<Source, "findArtifactEnd">,
  job: Job,
): Record<string, number> {
  const ends = listArtifacts(job).flatMap(({ fileId }): [string, number][] => {
    const end = fileId === null ? null : source.findArtifactEnd?.(job.id, fileId);
    return fileId === null || end == null ? [] : [[fileId, end]];
  });
  return Object.fromEntries(ends);
}
