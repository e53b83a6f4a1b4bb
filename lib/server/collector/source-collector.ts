import "server-only";
import { toBackoffMs } from "#lib/domain/backoff.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Foreground } from "../foreground.ts";
import type { Priority, Source } from "../sources/source.ts";
import { newCollectorState } from "../store/collector-queries.ts";
import type { CollectorState, Stretch } from "../store/collector-queries.ts";
import type { Store } from "../store/open-store.ts";
import { toOverAt } from "../store/prune-age.ts";
import { type BrokenPlace, findGone, findUnseen, noteBroken } from "./broken-entries.ts";
import type { PageRead } from "./broken-entries.ts";
import type { Clock } from "./clock.ts";
import { createOpenJobs } from "./open-jobs.ts";
import { createPace } from "./pace.ts";
import { createRefusals } from "./refusals.ts";
import { addStretch, advance, isJoined, resume, top } from "./stretches.ts";
import { toNewest, toReach, wholeMs } from "./stretches.ts";

export type CollectorSettings = {
  store: Store;
  foreground: Foreground;
  clock: Clock;
  /** How far back the first reading goes. */
  days: number;
  /** After so many days a job that ended is forgotten; 0 = never. */
  keepDays: number;
  random: () => number;
  onError(error: unknown): void;
  /** Whether somebody has a list open, here or in another process. */
  isLookedAt(): boolean;
  /** Whether this process is the one that collects. */
  isMine(): boolean;
};

/** How often the newest page is read; seldom where requests are short, so that single jobs have their turn. */
export const lookMs = { open: 5_000, tight: 15_000, idle: 60_000 };
const pageSize = 100;
/** Failures are rare enough to be missing from the newest page, so a person's look asks for them, too. */
const failedPageSize = 20;
const factsPerIngest = 20;
/** So long do jobs that are to be stored wait for somebody who waits for a page. */
const maxYieldMs = 250;
const dayMs = 86_400_000;
/** How soon it is noticed that somebody looks. */
const wakeMs = 1_000;
/** How often a page is read again behind the newest because entries of it could not be read. */
const brokenMs = 600_000;

/** Keeps one source's jobs in the store: its newest page, the stretches not read yet, and the open jobs. */
export function createSourceCollector(source: Source, settings: CollectorSettings) {
  const { store, foreground, clock, days, keepDays, random, onError } = settings;
  const { isLookedAt, isMine } = settings;
  const stop = new AbortController();
  const pace = createPace(clock.elapsed, source.budget);
  /** Single jobs leave room for the newest page. */
  const jobPace = createPace(clock.elapsed, source.budget, 60_000 / lookMs.tight);
  const openJobs = createOpenJobs(source, store, clock);
  const refusals = createRefusals();
  let state = newCollectorState;
  let last: { at: number; problem: ProblemError | null } | null = null;
  /** What the newest page held when it was last read, and what lay behind it was saved. */
  let newest: ReadonlySet<string> = new Set();
  let wasStretch = false;
  let brokenReadAt = -Infinity;
  let canBeginAnywhere = source.capabilities.listBefore ?? false;
  let looking: Promise<ProblemError | null> | null = null;
  let [failures, pausedUntil] = [0, 0];

  /** What the process that collects has saved. */
  async function load(): Promise<void> {
    state = (await store.collector.load(source.name)) ?? state;
    newest = new Set();
  }

  async function save(change: Partial<CollectorState>): Promise<void> {
    if (!isMine()) return;
    state = { ...state, ...change };
    await store.collector.save(source.name, state);
  }

  /** `standsAside`: what comes is stored while nobody waits for a page. */
  async function read(
    query: Parameters<Source["listJobs"]>[0],
    priority: Priority,
    { standsAside = false } = {},
  ): Promise<PageRead> {
    const options = { priority, signal: stop.signal };
    const page = await pace.count(() => source.listJobs(query, options));
    openJobs.left(page.left ?? []);
    const lost = await ingest(page.facts.filter(isKept), standsAside);
    return { ...page, lost: new Set(lost.map(({ id }) => id)) };
  }

  /** A job that was forgotten is not learned again from a list that still has it. */
  function isKept({ fields }: JobFact): boolean {
    const overAt = toOverAt(fields);
    return keepDays === 0 || overAt === null || overAt >= clock.now() - keepDays * dayMs;
  }

  /** Answers those that are given up. Throws where some could not be stored that may be yet: the page is read again. */
  async function ingest(facts: JobFact[], standsAside: boolean): Promise<JobFact[]> {
    try {
      // Short transactions: whoever asks for a page meanwhile waits for one of them.
      for (let at = 0; at < facts.length; at += factsPerIngest) {
        if (standsAside) await foreground.whenIdle(maxYieldMs);
        await store.ingestAll(facts.slice(at, at + factsPerIngest));
      }
      return [];
    } catch (error) {
      onError(error);
    }
    const stored = await Promise.allSettled(facts.map((fact) => store.ingest(fact)));
    const refused = facts.filter((_, place) => stored[place]?.status === "rejected");
    if (refusals.isHopeful(refused, facts.length))
      throw new Error(`Of a page's ${facts.length} jobs ${refused.length} could not be stored.`);
    return refused;
  }

  async function readNewest(priority: Priority): Promise<void> {
    const startedAt = clock.now();
    const page = await read({ limit: pageSize }, priority);
    openJobs.listed(page.facts, isKept);
    const ids = new Set(page.facts.map(({ id }) => id));
    const gone = findGone(newest, ids);
    const seenUpTo = state.seenUpTo && Math.min(state.seenUpTo, startedAt);
    const until = seenUpTo ?? startedAt - days * dayMs;
    const reach = toReach(page.facts);
    const isBehind = reach === null ? seenUpTo === null : reach > until;
    // A page that ends inside the one before leaves nothing out, whatever the clocks say.
    const isGap = page.next !== null && isBehind && !isJoined(page.facts, newest);
    newest = isMine() ? ids : new Set();
    await save({
      broken: note(page, { before: top, isEnd: page.next === null, gone }),
      seenUpTo: Math.max(until, Math.min(toNewest(page.facts, startedAt) ?? until, startedAt)),
      lastSuccessAt: clock.now(),
      ...(isGap && { stretches: addStretch(state.stretches, { from: startedAt, until }) }),
      ...(!isGap && seenUpTo === null && { backfilledAt: clock.now() }),
    });
    if (priority === "person" && state.stretches.length > 0)
      await read({ status: "failed", limit: failedPageSize }, priority);
  }

  /** Resolves with what failed; `read` at the same time is the same reading. */
  function look(priority: Priority): Promise<ProblemError | null> {
    looking ??= attempt(() => readNewest(priority))
      .then((problem) => {
        last = { at: clock.elapsed(), problem };
        return problem;
      })
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  async function readStretch(): Promise<void> {
    const [stretch] = state.stretches;
    if (!stretch) return;
    const { until, cursor, before, last: lastRead } = stretch;
    // A look may have found another gap meanwhile.
    const replaceBy = (left: Stretch | undefined) =>
      state.stretches.flatMap((one) => (one === stretch ? (left ?? []) : one));
    try {
      const page = await read(
        {
          ...{ limit: pageSize, createdAfter: until },
          ...(before !== null && { createdBefore: before }),
          ...(cursor !== null && { cursor }),
        },
        "background",
        { standsAside: true },
      );
      const isRepeating = page.facts.some(({ id }) => id === lastRead?.id);
      const broken = note(page, { before: isRepeating ? null : (lastRead ?? top), isEnd: false });
      const stretches = replaceBy(advance(stretch, page));
      const isDone = stretches.length === 0;
      await save({ broken, stretches, ...(isDone && { backfilledAt: clock.now() }) });
    } catch (error) {
      if (!isRefusedPage(error) || (cursor === null && before === null)) throw error;
      if (cursor === null) canBeginAnywhere = false;
      await save({ stretches: replaceBy(resume(stretch, canBeginAnywhere)) });
    }
  }

  function note(page: PageRead, standing: Parameters<typeof noteBroken>[2]) {
    return noteBroken(state.broken, page, standing, clock.now());
  }

  /** The page behind the newest of which an entry could not be read, and was not seen for longest: it may be mended. */
  async function readBroken({ after, createdAt }: BrokenPlace): Promise<void> {
    brokenReadAt = clock.elapsed();
    const query = { limit: pageSize, createdBefore: createdAt + wholeMs };
    try {
      const page = await read(query, "background", { standsAside: true });
      const gone = page.facts.some(({ id }) => id === after) ? [] : [after];
      await save({ broken: note(page, { before: null, isEnd: page.next === null, gone }) });
    } catch (error) {
      if (!isRefusedPage(error)) throw error;
      canBeginAnywhere = false;
    }
  }

  function findBroken(): BrokenPlace | undefined {
    const isDue = clock.elapsed() - brokenReadAt >= brokenMs;
    return isDue && canBeginAnywhere ? findUnseen(state.broken, newest) : undefined;
  }

  async function attempt(work: () => Promise<void>): Promise<ProblemError | null> {
    try {
      await work();
      failures = 0;
      return null;
    } catch (error) {
      if (stop.signal.aborted) return null;
      const problem = error instanceof ProblemError ? error : null;
      if (!problem) onError(error);
      const message = problem?.message ?? "What came could not be stored.";
      pausedUntil = clock.elapsed() + toBackoffMs(failures + 2, random, problem?.retryAfterMs);
      failures += 1;
      const failure = { at: clock.now(), message };
      state = { ...state, failure };
      await save({ failure }).catch(onError);
      return problem ?? new ProblemError("internal", message);
    }
  }

  async function isJobDue(): Promise<boolean> {
    const left = Math.min(pace.left(), jobPace.left());
    // Where a minute has no room for one whole read, one goes all the same.
    const hasRoom = left >= jobPace.cost() || (left > 0 && jobPace.sent() === 0);
    return hasRoom && (await openJobs.isDue(isLookedAt()));
  }

  function toLookAt(): number {
    const everyMs = !isLookedAt() ? lookMs.idle : pace.isTight() ? lookMs.tight : lookMs.open;
    return last === null ? -Infinity : last.at + everyMs;
  }

  /** When the newest page is read again after a failure; null where another process reads it. */
  function toRetryAt(): number | null {
    if (!isMine()) return null;
    return clock.now() + Math.max(0, pausedUntil - clock.elapsed(), toLookAt() - clock.elapsed());
  }

  /** The one thing that is most due; false when nothing is. Stretches and open jobs take turns: either may last for hours. */
  async function step(): Promise<boolean> {
    const now = clock.elapsed();
    if (!isMine() || now < pausedUntil || pace.left() <= 0) return false;
    if (now >= toLookAt()) await look("background");
    else if ((wasStretch || state.stretches.length === 0) && (await isJobDue())) {
      wasStretch = false;
      await attempt(() => pace.count(() => jobPace.count(() => openJobs.readOne(stop.signal))));
    } else if (state.stretches.length > 0) {
      wasStretch = true;
      await attempt(readStretch);
    } else {
      const place = findBroken();
      if (!place) return false;
      await attempt(() => readBroken(place));
    }
    return true;
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const isBusy = await step().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (!isBusy) await clock.sleep(wakeMs, stop.signal);
    }
  }

  const running = source.capabilities.list ? run() : Promise.resolve();
  return {
    look,
    load,
    last: () => last,
    state: () => ({
      ...state,
      broken: state.broken && { count: state.broken.count, at: state.broken.at },
      retryAt: toRetryAt(),
      sentLastMinute: pace.sent(),
    }),
    async close(): Promise<void> {
      stop.abort();
      await running;
    },
  };
}

/** A cursor that has expired, or a time to begin at that is not taken. */
function isRefusedPage(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "bad_request";
}
