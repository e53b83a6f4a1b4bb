import { formatBytes } from "./format-bytes.ts";
import type { Job } from "./job.ts";
import { statusWords } from "./status-words.ts";

/** One line of two jobs side by side; null where a job does not tell. */
export type ComparedFact = { name: string; a: string | null; b: string | null; differs: boolean };

const facts: readonly (readonly [name: string, read: (job: Job) => string | null])[] = [
  ["Type", (job) => job.type || null],
  ["Status", (job) => statusWords[job.status]],
  ["Upstream’s word", (job) => job.rawStatus],
  ["Error", (job) => job.error?.code ?? null],
  ["Error message", (job) => job.error?.message ?? null],
  ["Project", (job) => job.project && (job.project.name ?? job.project.id)],
  ["Target", (job) => job.target && `${job.target.type} ${job.target.id}`],
  ["Parent", (job) => job.parentId],
  ["Organization", (job) => job.organizationId],
  ["Cost", (job) => (job.cost ? `${job.cost.amount} ${job.cost.unit ?? ""}`.trim() : null)],
  ["Payload", (job) => toSize(job.payloadBytes)],
  ["Results", (job) => toSize(job.resultsBytes)],
  ["Artifacts", (job) => (job.artifacts.length === 0 ? null : String(job.artifacts.length))],
];

/** What either of two jobs tells about itself, apart from times. */
export function compareFacts(a: Job, b: Job, labels: { a: string; b: string }): ComparedFact[] {
  const sources = { name: "Source", ...labels, differs: a.source !== b.source };
  const told = facts.flatMap(([name, read]): ComparedFact[] => {
    const [one, other] = [read(a), read(b)];
    return one === null && other === null
      ? []
      : [{ name, a: one, b: other, differs: one !== other }];
  });
  return [sources, ...told];
}

function toSize(bytes: number | null): string | null {
  return bytes === null ? null : formatBytes(bytes);
}
