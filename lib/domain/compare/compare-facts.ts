import { formatBytes } from "../format/format-bytes.ts";
import type { Job } from "../job.ts";
import { statusWords } from "../status-words.ts";

/** One line of two jobs side by side; null where a job does not tell. */
export type ComparedFact = { name: string; a: string | null; b: string | null; differs: boolean };

type Fact = readonly [
  name: string,
  read: (job: Job, other: Job) => string | null,
  /** What tells two of them apart, where it is not what is read. */
  identify?: (job: Job) => string | undefined,
];

const facts: readonly Fact[] = [
  ["Type", (job) => job.type || null],
  ["Status", (job) => statusWords[job.status]],
  ["Upstream’s word", (job) => job.rawStatus],
  ["Error", (job) => job.error?.code ?? null],
  ["Error message", (job) => job.error?.message ?? null],
  ["Project", readProject, ({ project }) => project?.id],
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
  const told = facts.flatMap(([name, read, identify]): ComparedFact[] => {
    const [one, other] = [read(a, b), read(b, a)];
    const differs = identify ? identify(a) !== identify(b) : one !== other;
    return one === null && other === null ? [] : [{ name, a: one, b: other, differs }];
  });
  const sized = sizes.flatMap(([name, read]) => compareSizes(name, read(a), read(b)) ?? []);
  return [sources, ...told, ...sized];
}

/** By its name, which either job may tell; two of one name also by their IDs. */
function readProject({ project }: Job, { project: other }: Job): string | null {
  if (project === null) return null;
  const { id, name } = project;
  if (id === other?.id) return name ?? other.name ?? id;
  return name !== null && name === other?.name ? `${name} (${id})` : (name ?? id);
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
