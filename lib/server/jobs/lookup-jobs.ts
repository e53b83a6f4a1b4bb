import "server-only";
import type { FoundId } from "#lib/domain/find-job-ids.ts";
import type { Lookup, LookupAnswer } from "#lib/domain/lookup.ts";
import type { Job } from "#lib/domain/job.ts";
import { readIdText, type MalformedId } from "#lib/domain/read-id-text.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import { findAnywhere, findKnown, listCandidates } from "./find-anywhere.ts";
import type { JobContext } from "./get-job.ts";

/** IDs the store does not know are asked for upstream, so many at most: the smallest plan has 60 requests a minute. */
const maxAsked = 20;
const concurrency = 4;

/** What becomes of each ID in a pasted text, in its order; what is malformed comes last. */
export async function lookupJobs(context: JobContext, text: string): Promise<LookupAnswer> {
  const { ids, malformed, hasMore } = readIdText(text);
  const answers = new Map<string, Lookup>();
  const queue = [...ids];
  let asked = 0;
  let isExhausted = false;

  async function work(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift())
      answers.set(next.text, await lookUp(next));
  }

  async function lookUp({ text: id, candidates: likely }: FoundId): Promise<Lookup> {
    const candidates = listCandidates(context, id, likely);
    const absent = { text: id, source: candidates[0]?.name ?? null, id, found: false, job: null };
    const toFound = (job: Job): Lookup => {
      const { source } = job;
      return { ...absent, source, found: true, state: "found", job: toSummary(job), reason: null };
    };
    if (candidates.length === 0)
      return {
        ...absent,
        state: "missing",
        reason: `Gantry has no key for ${likely.join(" or ")}.`,
      };
    const known = await findKnown(context, id, candidates);
    if (known) return toFound(known);
    if (isExhausted || asked >= maxAsked) {
      const reason = "Unknown here, and too many to ask the upstream at once. Open it to ask.";
      return { ...absent, state: "unasked", reason };
    }
    asked += candidates.length;
    const found = await findAnywhere(context, id, candidates);
    if (found.job) return toFound(found.job);
    isExhausted ||= found.asked.some(({ code }) => code === "upstream_rate_limited");
    const isOne = found.asked.length === 1;
    const reasons = found.asked.map(({ label, reason }) =>
      isOne ? reason : `${label}: ${reason}`,
    );
    const isAnswered = found.asked.every(({ code }) => code === "not_found");
    return { ...absent, state: isAnswered ? "missing" : "unasked", reason: reasons.join(" ") };
  }

  await Promise.all(Array.from({ length: concurrency }, work));
  const found = ids.flatMap((id) => answers.get(id.text) ?? []);
  return { data: [...found, ...malformed.map(toMalformed)], meta: { hasMore } };
}

function toMalformed({ text, reason }: MalformedId): Lookup {
  return { text, source: null, id: null, found: false, state: "malformed", job: null, reason };
}
