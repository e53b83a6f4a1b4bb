import "server-only";
import type { Children } from "#lib/domain/children.ts";
import type { Histogram } from "#lib/domain/durations/histogram.ts";
import type { Job, JobRef } from "#lib/domain/job.ts";
import type { ProblemError } from "#lib/domain/problem.ts";
import { getJob, type JobContext } from "./get-job.ts";
import { getUsual } from "./get-usual.ts";
import { findChildren } from "./list-children.ts";

/** The beginning of a document part, as text. `text` is whole characters, at most `sliceBytes` long. */
export type DocumentSlice = { text: string; totalBytes: number; isWhole: boolean };

export type JobPage = {
  job: Job;
  problem: ProblemError | null;
  payload: DocumentSlice | null;
  results: DocumentSlice | null;
  children: Children | null;
  parentType: string | null;
  /** How long the other jobs of its type took lately. */
  usual: Record<"wait" | "run", Histogram>;
};

const sliceBytes = 32_000;

/** Everything the page of a job shows at once; costs the upstream at most one request. */
export async function getJobPage(context: JobContext, ref: JobRef): Promise<JobPage> {
  const { job, problem } = await getJob(context, ref);
  const { store } = context;
  const [payload, results, children, parent, usual] = await Promise.all([
    findSlice(context, ref, "payload"),
    findSlice(context, ref, "results"),
    findChildren(context, ref),
    job.parentId === null ? undefined : store.findJob({ source: ref.source, id: job.parentId }),
    getUsual(store, job, Date.now()),
  ]);
  return { job, problem, payload, results, children, parentType: parent?.type ?? null, usual };
}

async function findSlice(
  { store }: JobContext,
  ref: JobRef,
  part: "payload" | "results",
): Promise<DocumentSlice | null> {
  const slice = await store.getDocumentSlice(ref, part, sliceBytes);
  if (!slice) return null;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const isWhole = slice.bytes.byteLength === slice.totalBytes;
  const text = decoder.decode(slice.bytes, { stream: !isWhole });
  return { text, totalBytes: slice.totalBytes, isWhole };
}
