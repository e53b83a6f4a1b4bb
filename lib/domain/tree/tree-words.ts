import { formatCount } from "../format/format-count.ts";
import { jobStatuses, type JobStatus } from "../job.ts";
import { isPartial, type JobTree } from "./job-tree.ts";
import { statusWords } from "../status-words.ts";

type Meta = JobTree["meta"];

/** How many children there are: "20", or "at least 20" where the upstream may know more. */
export function countChildren(meta: Meta): string {
  const count = sumOf(meta.children);
  const isCut = meta.cut === "jobs" && count === meta.total;
  return `${meta.readAt === null || isCut ? "at least " : ""}${formatCount(count)}`;
}

/** "18 succeeded, 2 failed, 9 further down so far, 1 of them failed". */
export function describeFamily(meta: Meta): string {
  const states = jobStatuses
    .filter((status) => meta.children[status] > 0)
    .map((status) => `${formatCount(meta.children[status])} ${statusWords[status].toLowerCase()}`);
  const deeper = meta.total - sumOf(meta.children);
  const failed = meta.counts.failed - meta.children.failed;
  const soFar = isPartial(meta) ? " so far" : "";
  return [
    ...states,
    ...(deeper > 0 ? [`${formatCount(deeper)} further down${soFar}`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} of them failed`] : []),
    ...(deeper === 0 && soFar !== "" ? ["none known further down so far"] : []),
  ].join(", ");
}

/** What the reader of incomplete counts is told of them; the rest of the sentence says what is done about it. */
export function nameUnknown({ unasked, readAt }: Meta): string {
  if (unasked === 0) return readAt === null ? "Whether these are all" : "";
  const some = unasked === 1 ? "one of them" : `${formatCount(unasked)} of them`;
  return `Whether there is more below ${some}`;
}

function sumOf(counts: Record<JobStatus, number>): number {
  return jobStatuses.reduce((sum, status) => sum + counts[status], 0);
}
