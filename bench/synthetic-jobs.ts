import type { JobFact } from "#lib/domain/job-fact.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import { mergeJob } from "#lib/domain/merge/merge-job.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import { createRandom } from "./random.ts";

const types = Array.from({ length: 12 }, (_, index) => `type.${index}`);
const projectCount = 20;
const failureCodes = ["PROCESSING_ERROR", "TIMEOUT", "SHEET_UNREADABLE", "INTERNAL_ERROR"];
const yearMs = 364 * 86_400_000;

/**
 * So many finished jobs, spread evenly over the year before `now`: of twelve types whose lengths are log-normal, in
 * twenty projects, one of twelve failed. The same for the same numbers.
 */
export function* toSyntheticJobs(size: number, now: number): Generator<JobSummary> {
  for (let index = 0; index < size; index += 1)
    yield toSummary(mergeJob(null, toFact(index, size, now)).job);
}

function toFact(index: number, size: number, now: number): JobFact {
  const random = createRandom(Math.imul(index, 0x9e3779b1));
  const kind = Math.floor(random() * types.length);
  const finishedAt = Math.floor(now - yearMs + ((index + random()) / (size + 1)) * yearMs);
  const runMs = Math.round(Math.exp(8 + kind / 3 + toNormal(random) * 0.8));
  const waitMs = Math.round(Math.exp(7 + toNormal(random)));
  const isFailed = random() < 1 / 12;
  const code = failureCodes[Math.floor(random() * failureCodes.length)] ?? "";
  const message = `Sheet A-${Math.floor(random() * 900)} has no raster.`;
  return {
    source: "bedrock",
    id: `job_${index.toString(36).padStart(8, "0")}`,
    origin: "list",
    observedAt: now,
    events: [],
    fields: {
      type: types[kind] ?? "",
      status: isFailed ? "failed" : "succeeded",
      rawStatus: isFailed ? "FAILED" : "COMPLETED",
      project: { id: `prj_${Math.floor(random() * projectCount)}`, name: null },
      createdAt: finishedAt - runMs - waitMs,
      startedAt: finishedAt - runMs,
      finishedAt,
      error: isFailed ? { code, message } : null,
    },
  };
}

/** Box and Muller. */
function toNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
