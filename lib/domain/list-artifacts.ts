import { toAddressEnd } from "./address-end.ts";
import { toJobPath } from "./job-path.ts";
import type { Artifact, Job, JobRef } from "./job.ts";

/** All that a job has made so far: its own artifacts, then those that only its events tell, each once. */
export function listArtifacts({
  artifacts,
  events,
}: Pick<Job, "artifacts" | "events">): Artifact[] {
  const found = new Map<string, Artifact>();
  for (const artifact of [...artifacts, ...events.flatMap((event) => event.artifacts)]) {
    const key = toArtifactKey(artifact);
    if (!found.has(key)) found.set(key, artifact);
  }
  return [...found.values()];
}

/** What tells the artifacts of one job apart. */
export function toArtifactKey({ fileId, nodeId, url, kind, label }: Artifact): string {
  return JSON.stringify(fileId === null ? [url, kind, label] : [fileId, nodeId]);
}

/** Where Gantry itself serves an artifact; null for one that it cannot open. */
export function toArtifactPath(ref: JobRef, { fileId, nodeId }: Artifact): string | null {
  if (fileId === null) return null;
  const node = nodeId === null ? "" : `?node=${encodeURIComponent(nodeId)}`;
  return `/api${toJobPath(ref)}/artifacts/${encodeURIComponent(fileId)}${node}`;
}

/** When an artifact's address at its upstream stops working, or did: `known` by `fileId`, else as the address tells it. */
export function toArtifactEnd(
  { fileId, url }: Artifact,
  known: Readonly<Record<string, number>>,
): number | null {
  if (fileId !== null) return known[fileId] ?? null;
  return url === null ? null : toAddressEnd(url);
}
