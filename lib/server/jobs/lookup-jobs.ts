import "server-only";
import type { Job, SourceName } from "#lib/domain/job.ts";
import type { Lookup, LookupAnswer } from "#lib/domain/paste/lookup.ts";
import { readIdText, type MalformedId } from "#lib/domain/paste/read-id-text.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import { askUnknown, type Outcome, type Unknown } from "./ask-unknown.ts";
import { findKnown, listCandidates } from "./find-anywhere.ts";
import type { JobContext } from "./get-job.ts";

/** Reads of the store under way at once. */
const concurrency = 4;

/**
 * What becomes of each ID in a pasted text, in its order; what is malformed comes last. The upstreams are waited for so
 * long at most, for all that is unknown together.
 */
export async function lookupJobs(
  context: JobContext,
  text: string,
  { patienceMs = 1_500 }: { patienceMs?: number } = {},
): Promise<LookupAnswer> {
  const { ids, malformed, hasMore } = readIdText(text);
  const wanted = ids.map(({ text: id, candidates: likely }) => {
    return { id, likely, candidates: listCandidates(context, id, likely) };
  });
  const known = await findAllKnown(context, wanted);
  const unknown = wanted.filter(({ id, candidates }) => candidates.length > 0 && !known.has(id));
  const { outcomes, retryAfterMs } = await askUnknown(context, unknown, { patienceMs });
  const data = wanted.map(({ id, likely, candidates: [first] }): Lookup => {
    const job = known.get(id);
    const outcome = job ? { job } : (outcomes.get(id) ?? toKeyless(likely));
    return toLookup(id, first?.name ?? null, outcome);
  });
  return { data: [...data, ...malformed.map(toMalformed)], meta: { hasMore, retryAfterMs } };
}

async function findAllKnown(
  context: JobContext,
  wanted: readonly Unknown[],
): Promise<Map<string, Job>> {
  const known = new Map<string, Job>();
  const queue = [...wanted];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const job = await findKnown(context, next.id, next.candidates);
      if (job) known.set(next.id, job);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return known;
}

function toKeyless(likely: readonly SourceName[]): Outcome {
  return { job: null, state: "missing", reason: `Gantry has no key for ${likely.join(" or ")}.` };
}

function toLookup(id: string, source: SourceName | null, outcome: Outcome): Lookup {
  if (!outcome.job) return { ...outcome, text: id, source, id, found: false };
  const job = toSummary(outcome.job);
  return { text: id, source: job.source, id, found: true, state: "found", job, reason: null };
}

function toMalformed({ text, reason }: MalformedId): Lookup {
  return { text, source: null, id: null, found: false, state: "malformed", job: null, reason };
}
