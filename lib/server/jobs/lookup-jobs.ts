import "server-only";
import { findJobIds, type FoundId } from "#lib/domain/find-job-ids.ts";
import type { JobSummary, SourceName } from "#lib/domain/job.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import { findAnywhere, findKnown, listCandidates } from "./find-anywhere.ts";
import type { JobContext } from "./get-job.ts";

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
      answers.set(next.text, await lookUp(next));
    }
  }

  async function lookUp({ text: id, candidates: likely }: FoundId): Promise<Lookup> {
    const candidates = listCandidates(context, id, likely);
    const absent = { text: id, source: candidates[0]?.name ?? null, id, found: false, job: null };
    if (candidates.length === 0)
      return { ...absent, reason: `Gantry has no key for ${likely.join(" or ")}.` };
    const isKnown = await findKnown(context, id, candidates);
    if (!isKnown && asked++ >= maxAsked)
      return { ...absent, reason: "Not asked: too many IDs at once. Open it to ask." };
    const found = await findAnywhere(context, id, candidates);
    if (found.job)
      return {
        ...absent,
        source: found.job.source,
        found: true,
        job: toSummary(found.job),
        reason: null,
      };
    const isOne = found.asked.length === 1;
    const reasons = found.asked.map(({ label, reason }) =>
      isOne ? reason : `${label}: ${reason}`,
    );
    return { ...absent, reason: reasons.join(" ") };
  }

  await Promise.all(Array.from({ length: concurrency }, work));
  return ids.flatMap((id) => answers.get(id.text) ?? []);
}
