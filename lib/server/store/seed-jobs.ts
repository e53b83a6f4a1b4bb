import "server-only";
import type { JobStatus, JobSummary, SourceName } from "#lib/domain/job.ts";
import { isTerminal } from "#lib/domain/job.ts";
import { insertJobs } from "./insert-jobs.ts";

const dayMs = 86_400_000;
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Weights in thousandths. */
const statuses: [JobStatus, number][] = [
  ["succeeded", 880],
  ["failed", 60],
  ["canceled", 30],
  ["partial", 20],
  ["unknown", 5],
  ["running", 3],
  ["queued", 2],
];
const types = [
  ...["sheet.preprocess", "overlay.chunk", "overlay.generate", "ai.detect", "ai.classify", "parse"],
  ...["export.pdf", "compare.sheets", "import.folder", "render.tile", "takeoff.measure", "mask"],
];
const codes = ["BAD_INPUT", "TIMEOUT", "OUT_OF_MEMORY", "UPSTREAM", "NOT_A_DRAWING"];

/**
 * Test data: fills an up-to-date database with jobs of the 90 days before `now`, newest last, without
 * events and documents.
 */
export async function seedJobs(
  databaseUrl: string,
  { count, now, random }: { count: number; now: number; random: () => number },
): Promise<void> {
  function* build() {
    for (let index = 0; index < count; index += 1) {
      const age = (1 - index / count) * 90 * dayMs;
      yield buildSummary(index, Math.floor(now - age), random);
    }
  }
  await insertJobs(databaseUrl, build());
}

function buildSummary(index: number, createdAt: number, random: () => number): JobSummary {
  const pick = (length: number) => Math.floor(random() ** 2 * length);
  const status = pickStatus(random());
  const kind = pick(types.length);
  const project = pick(200);
  const queueMs = Math.floor(random() * 5_000);
  const runMs = isTerminal(status) ? Math.floor(Math.exp(6 + random() * 8)) : null;
  const startedAt = status === "queued" ? null : createdAt + queueMs;
  const finishedAt = runMs === null || startedAt === null ? null : startedAt + runMs;
  const hasError = status === "failed" || status === "partial";
  const code = codes[pick(codes.length)] ?? "UNKNOWN";
  return {
    source: pickSource(kind),
    id: `job_${Array.from({ length: 22 }, () => letters[Math.floor(random() * 32)]).join("")}`,
    type: types[kind] ?? "parse",
    status,
    rawStatus: status.toUpperCase(),
    organizationId: "org_1",
    project: project === 0 ? null : { id: `prj_${project}`, name: `Project ${project}` },
    target: random() < 0.1 ? null : { type: "Block", id: `blk_${pick(5_000)}` },
    parentId: random() < 0.7 ? null : `job_parent_${Math.floor(index / 60)}`,
    createdAt,
    startedAt,
    finishedAt,
    updatedAt: finishedAt ?? startedAt ?? createdAt,
    queueMs,
    runMs,
    progress: null,
    error: hasError ? { code, message: `Page ${index % 977} of the drawing is empty` } : null,
    cost: null,
    observedAt: finishedAt ?? createdAt,
  };
}

function pickStatus(share: number): JobStatus {
  let left = share * 1_000;
  for (const [status, weight] of statuses) {
    left -= weight;
    if (left < 0) return status;
  }
  return "succeeded";
}

function pickSource(kind: number): SourceName {
  if (kind >= 10) return "figur";
  return kind >= 8 ? "unstructured" : "bedrock";
}
