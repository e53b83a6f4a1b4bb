import "server-only";
import { findJobIds } from "#lib/domain/find-job-ids.ts";
import type { JobSummary, SourceName } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import { getJob, type JobContext } from "./get-job.ts";

export type Lookup = {
  text: string;
  source: SourceName | null;
  id: string | null;
  found: boolean;
  job: JobSummary | null;
  /** Why it was not found, in a sentence. */
  reason: string | null;
};

/** IDs the store does not know are asked for upstream, so many at most. */
const maxAsked = 40;
const maxIds = 500;
const concurrency = 4;

/** What becomes of each ID in a pasted text, in its order. */
export async function lookupJobs(context: JobContext, text: string): Promise<Lookup[]> {
  const ids = findJobIds(text, { max: maxIds });
  const answers = new Map<string, Lookup>();
  const queue = [...ids];
  let asked = 0;

  async function work(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { text: id, candidates } = next;
      const configured = candidates.filter((name) => context.sources.has(name));
      const base = { text: id, source: configured[0] ?? null, id, found: false, job: null };
      if (configured.length === 0) {
        answers.set(id, { ...base, reason: `Gantry has no key for ${candidates.join(" or ")}.` });
        continue;
      }
      for (const source of configured) {
        const known = await context.store.findJob({ source, id });
        if (!known && asked++ >= maxAsked) {
          answers.set(id, { ...base, reason: "Not asked: too many IDs at once. Open it to ask." });
          continue;
        }
        try {
          const job = known ?? (await getJob(context, { source, id })).job;
          answers.set(id, { ...base, source, found: true, job: toSummary(job), reason: null });
          break;
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          answers.set(id, { ...base, reason: error.message });
        }
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work));
  return ids.flatMap((id) => answers.get(id.text) ?? []);
}
