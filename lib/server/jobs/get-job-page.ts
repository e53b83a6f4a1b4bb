import "server-only";
import type { Histogram } from "#lib/domain/durations/histogram.ts";
import type { JobTree } from "#lib/domain/tree/job-tree.ts";
import type { Job, JobRef } from "#lib/domain/job.ts";
import type { ProblemError } from "#lib/domain/problem.ts";
import { countAlike, type AlikeFailures } from "./count-alike.ts";
import { getJob, type JobContext } from "./get-job.ts";
import { findAncestors, type Ancestor } from "./find-ancestors.ts";
import { findTree } from "./get-tree.ts";
import { getUsual } from "./get-usual.ts";

/** The beginning of a document part, as text. `text` is whole characters, the whole of a short one. */
export type DocumentSlice = {
  text: string;
  totalBytes: number;
  isWhole: boolean;
  /** When it last became another text; null where it has not since Gantry looks. */
  changedAt: number | null;
};

export type JobPage = {
  job: Job;
  problem: ProblemError | null;
  /** Nobody has read the job's own record yet: what it lacks here it may have. */
  isUnread: boolean;
  payload: DocumentSlice | null;
  results: DocumentSlice | null;
  /** The jobs below it, the first of them; null while nobody has asked for any. */
  tree: JobTree | null;
  /** The way up, as far as it is known. */
  ancestors: Ancestor[];
  /** How long the other jobs of its type took lately. */
  usual: Record<"wait" | "run", Histogram>;
  alike: AlikeFailures | null;
};

/** A longer document is not sent as a whole. */
const wholeBytesMax = 32_000;
/** Of those so much as fills the panel: laying out 32 kB of it took 100 ms of the first paint. */
const sliceBytes = 6_000;
const sliceNodes = 60;
/** A page of a job that is known is not held up for longer by an upstream that does not answer. */
const patienceMs = 1_500;

/** Everything the page of a job shows at once; costs the upstream at most one request. */
export async function getJobPage(context: JobContext, ref: JobRef): Promise<JobPage> {
  const { job, problem } = await getJob(context, ref, { patienceMs });
  const [readAt, payload, results, tree, ancestors, usual, alike] = await Promise.all([
    context.store.findReadAt(ref),
    findSlice(context, ref, "payload"),
    findSlice(context, ref, "results"),
    findTreeSlice(context, ref),
    findAncestors(context, job),
    getUsual(context.store, job, Date.now()),
    countAlike(context.store, job, Date.now()),
  ]);
  const isUnread = problem !== null && readAt === null;
  return { job, problem, isUnread, payload, results, tree, ancestors, usual, alike };
}

async function findTreeSlice(context: JobContext, ref: JobRef): Promise<JobTree | null> {
  const tree = await findTree(context, ref);
  if (tree.meta.readAt === null && tree.meta.total === 0) return null;
  return { ...tree, data: tree.data.slice(0, sliceNodes) };
}

async function findSlice(
  { store }: JobContext,
  ref: JobRef,
  part: "payload" | "results",
): Promise<DocumentSlice | null> {
  const slice = await store.getDocumentSlice(ref, part, wholeBytesMax);
  if (!slice) return null;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const { totalBytes, isWhole, changedAt } = slice;
  const bytes = isWhole ? slice.bytes : slice.bytes.subarray(0, sliceBytes);
  return { text: decoder.decode(bytes, { stream: !isWhole }), totalBytes, isWhole, changedAt };
}
