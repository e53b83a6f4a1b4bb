import "server-only";
import type { Artifact, JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { findSource } from "../jobs/find-source.ts";
import type { JobContext } from "../jobs/get-job.ts";

/** What a browser may draw by itself. Anything else, SVG with its scripts included, is only to be saved. */
const drawable = /^image\/(?:png|jpeg|webp|gif|avif)$/;
const maxFileIdLength = 1_000;

/** One of a job's files, passed on as it comes: nothing is kept, and the key stays here. */
export async function toArtifactResponse(
  { sources, store }: JobContext,
  ref: JobRef,
  { fileId, nodeId }: { fileId: string; nodeId: string | null },
  signal: AbortSignal,
): Promise<Response> {
  const source = findSource(sources, ref);
  if (fileId === "" || fileId.length > maxFileIdLength)
    throw new ProblemError(
      "bad_request",
      "A file is asked for as ?file=…, and &node=… where it has one.",
    );
  if (!source.openArtifact)
    throw new ProblemError("not_supported", `${source.label} hands out no files.`);
  const job = await store.findJob(ref);
  const known = [
    ...(job?.artifacts ?? []),
    ...(job?.events ?? []).flatMap((event) => event.artifacts),
  ];
  const isAsked = (each: Artifact) =>
    each.fileId === fileId && (nodeId === null || each.nodeId === nodeId);
  const artifact = known.find(isAsked) ?? { ...nameless, fileId, nodeId };
  const file = await source.openArtifact(ref.id, artifact, { priority: "person", signal });
  const type = (file.contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const disposition = drawable.test(type) ? "inline" : "attachment";
  return new Response(file.body, {
    headers: {
      "content-type": drawable.test(type) ? type : "application/octet-stream",
      "content-disposition": `${disposition}; ${toFileName(fileId, type)}`,
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      ...(file.bytes !== null && { "content-length": String(file.bytes) }),
    },
  });
}

const nameless: Artifact = {
  kind: "file",
  role: null,
  label: null,
  url: null,
  fileId: null,
  nodeId: null,
};

/** RFC 6266: a plain name for all, and the true one for those that read UTF-8. */
function toFileName(fileId: string, type: string): string {
  const last = fileId.split(/[\\/]/).at(-1) || "file";
  const name = type === "application/json" && !/\.\w{1,8}$/.test(last) ? `${last}.json` : last;
  const plain = name.replace(/[^\w.-]/g, "_");
  return `filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, toPercent)}`;
}

function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
