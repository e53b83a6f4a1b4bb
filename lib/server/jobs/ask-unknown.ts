import "server-only";
import { setTimeout } from "node:timers/promises";
import { formatAgo } from "#lib/domain/format/format-instant.ts";
import type { Job, SourceName } from "#lib/domain/job.ts";
import { maxAskedAtOnce, type Lookup } from "#lib/domain/paste/lookup.ts";
import { ProblemError, type ProblemCode } from "#lib/domain/problem.ts";
import { findNextTurn } from "../sources/request-budget.ts";
import type { Source } from "../sources/source.ts";
import { getJob, type JobContext } from "./get-job.ts";
import { getMisses } from "./lookup-misses.ts";

export type Unknown = { id: string; candidates: readonly Source[] };

type State = Exclude<Lookup["state"], "found" | "malformed">;
export type Outcome = { job: Job } | { job: null; state: State; reason: string };

/** What one source says of one ID. */
type Said = { label: string; state: State; text: string };

/** Requests under way at once, to each source. */
const concurrency = 4;
/** So many IDs may use up a source's limit, as a person's own reads may. A longer list stops earlier, where watches would. */
const fewAsked = 5;

/** These are about the one job that was asked for. */
const answers: ReadonlySet<ProblemCode> = new Set([
  "not_found",
  "malformed_id",
  "upstream_forbidden",
]);
/** After these a source is asked no more. */
const ends: ReadonlySet<ProblemCode> = new Set([
  "upstream_unavailable",
  "upstream_timeout",
  "upstream_unauthorized",
  "upstream_rate_limited",
]);

/**
 * Asks for IDs that the store does not know, each source by itself, so many at most and for so long in all. What comes
 * later is taken in all the same. `retryAfterMs`: where a source's limit is used up, when it starts anew.
 */
export async function askUnknown(
  context: JobContext,
  unknown: readonly Unknown[],
  { patienceMs }: { patienceMs: number },
): Promise<{ outcomes: ReadonlyMap<string, Outcome>; retryAfterMs: number | null }> {
  const misses = getMisses(context);
  const outcomes = new Map<string, Outcome>();
  /** Whom an ID is being asked of. */
  const underWay = new Map<string, string>();
  const closed = new Map<SourceName, ProblemError>();
  const isNew = ({ id, candidates }: Unknown) =>
    !candidates.every(({ name }) => misses.find(name, id));
  const due = takeDue(unknown.filter(isNew));
  let isOver = false;

  async function askFor({ id, candidates }: Unknown): Promise<void> {
    const said: Said[] = [];
    for (const source of candidates) {
      const told = recall(source, id) ?? refuse(source) ?? (await ask(source, id));
      if ("job" in told) return void outcomes.set(id, told);
      said.push(told);
    }
    outcomes.set(id, { job: null, ...sumUp(said) });
  }

  function recall({ name, label }: Source, id: string): Said | undefined {
    const miss = misses.find(name, id);
    const text = miss && `${miss.reason} Asked ${formatAgo(miss.at, Date.now())}.`;
    return text === undefined ? undefined : { label, state: "missing", text };
  }

  function refuse(source: Source): Said | undefined {
    const { name, label } = source;
    const turnAt = due.length > fewAsked ? findNextTurn("watch", source.budget()) : null;
    const problem = closed.get(name) ?? (turnAt === null ? undefined : toFull(label, turnAt));
    if (!problem) return undefined;
    closed.set(name, problem);
    return { label, state: "unasked", text: problem.message };
  }

  async function ask({ name, label }: Source, id: string): Promise<Said | { job: Job }> {
    underWay.set(id, label);
    try {
      return { job: (await getJob(context, { source: name, id })).job };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { code, message: text } = error;
      if (ends.has(code)) closed.set(name, error);
      if (answers.has(code)) misses.add(name, id, text);
      return { label, state: toState(code), text };
    } finally {
      underWay.delete(id);
    }
  }

  await Promise.all(unknown.filter((each) => !isNew(each)).map(askFor));
  const takeNext = (queue: Unknown[]) => (isOver ? undefined : queue.shift());
  const queues = Map.groupBy(due, ({ candidates: [first] }) => first?.name);
  const work = Array.from(queues.values()).flatMap((queue) =>
    Array.from({ length: concurrency }, async () => {
      for (let next = takeNext(queue); next; next = takeNext(queue)) await askFor(next);
    }),
  );
  await Promise.race([Promise.all(work), setTimeout(patienceMs, undefined, { ref: false })]);
  isOver = true;
  for (const { id } of unknown)
    if (!outcomes.has(id)) outcomes.set(id, toUnheard(underWay.get(id)));
  const waits = Array.from(closed.values()).flatMap(({ code, retryAfterMs = 0 }) =>
    code === "upstream_rate_limited" ? Math.max(1_000, retryAfterMs) : [],
  );
  return { outcomes, retryAfterMs: waits.length === 0 ? null : Math.min(...waits) };
}

/** As many as are asked for at once, in their order: an ID that two sources may know counts twice. */
function takeDue(unknown: readonly Unknown[]): Unknown[] {
  let requests = 0;
  return unknown.filter(({ candidates }) => {
    requests += candidates.length;
    return requests <= maxAskedAtOnce;
  });
}

function toState(code: ProblemCode): State {
  if (answers.has(code)) return "missing";
  return code === "upstream_rate_limited" ? "unasked" : "unanswered";
}

function toFull(label: string, turnAt: number): ProblemError {
  const detail = `${label}'s request limit leaves no room for more just now.`;
  return new ProblemError("upstream_rate_limited", detail, { retryAfterMs: turnAt - Date.now() });
}

function sumUp(said: readonly Said[]): { state: State; reason: string } {
  const has = (state: State) => said.some((each) => each.state === state);
  const texts = said.map(({ label, text }) => (said.length === 1 ? text : `${label}: ${text}`));
  const state = has("unanswered") ? "unanswered" : has("unasked") ? "unasked" : "missing";
  return { state, reason: texts.join(" ") };
}

/** `label` of the source that is still being asked. */
function toUnheard(label: string | undefined): Outcome {
  return label === undefined
    ? { job: null, state: "unasked", reason: "Unknown here, and not asked for yet." }
    : { job: null, state: "unanswered", reason: `${label} has not answered yet.` };
}
