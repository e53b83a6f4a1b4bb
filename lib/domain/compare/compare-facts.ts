import { formatBytes } from "../format/format-bytes.ts";
import type { Job } from "../job.ts";
import { statusWords } from "../status-words.ts";

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
  ["Artifact count", (job) => (job.artifacts.length === 0 ? null : String(job.artifacts.length))],
];

const sizes: readonly (readonly [name: string, read: (job: Job) => number | null])[] = [
  ["Payload size", (job) => job.payloadBytes],
  ["Results size", (job) => job.resultsBytes],
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
  const sized = sizes.flatMap(([name, read]) => compareSizes(name, read(a), read(b)) ?? []);
  return [sources, ...told, ...sized];
}

/** Sizes that differ are not written alike. */
function compareSizes(name: string, a: number | null, b: number | null): ComparedFact | null {
  if (a === null && b === null) return null;
  const differs = a !== b;
  const isRounded = differs && a !== null && b !== null && formatBytes(a) === formatBytes(b);
  const toWords = (bytes: number | null) =>
    bytes === null ? null : isRounded ? `${bytes.toLocaleString("en")} B` : formatBytes(bytes);
  return { name, a: toWords(a), b: toWords(b), differs };
}
