import type { JobTree } from "#lib/domain/job-tree.ts";
import { jobStatuses, type JobStatus } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { Fact, Small } from "./fact.tsx";

/** How many jobs are below this one, as far as the store knows. */
export function JobFamily({ tree }: { tree: JobTree | null }) {
  if (tree === null || tree.meta.total === 0) return null;
  return (
    <Fact name="Children">
      {sumOf(tree.meta.children)}
      <Small>{describeFamily(tree)}</Small>
    </Fact>
  );
}

function sumOf(counts: Record<JobStatus, number>): number {
  return jobStatuses.reduce((sum, status) => sum + counts[status], 0);
}

function describeFamily({ meta }: JobTree): string {
  const states = jobStatuses
    .filter((status) => meta.children[status] > 0)
    .map((status) => `${meta.children[status]} ${statusWords[status].toLowerCase()}`);
  const deeper = meta.total - sumOf(meta.children);
  return [...states, ...(deeper > 0 ? [`${deeper} further down`] : [])].join(", ");
}
