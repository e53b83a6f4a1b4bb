import "server-only";
import { toBackoffMs } from "#lib/domain/backoff.ts";
import type { JobRef } from "#lib/domain/job.ts";
import { problems, type ProblemError } from "#lib/domain/problem.ts";
import { createPace } from "../collector/pace.ts";
import { sourceFaults } from "../collector/source-faults.ts";
import { processWide } from "../process-wide.ts";
import { findNextTurn } from "../sources/request-budget.ts";
import type { Priority, Source } from "../sources/source.ts";
import type { JobContext } from "./get-job.ts";
import { refreshChildren } from "./refresh-children.ts";

/** A job whose children could not be read for a reason that may be its own is left alone for so long, the next time twice as long. */
const restMs = 15_000;
const maxRestMs = 300_000;
const maxResting = 1_000;

/** `retryMs`: how soon it may go better; null where it will not by itself. */
export type ReadFailure = { problem: ProblemError; retryMs: number | null };
type Rest = { until: number; problem: ProblemError; times: number };

const readers = processWide("tree-readers", () => new WeakMap<Source, TreeReader>());

export type TreeReader = ReturnType<typeof createTreeReader>;

/** What reads the trees of one source, whoever looks at them. */
export function getTreeReader(source: Source): TreeReader {
  const reader = readers.get(source) ?? createTreeReader(source);
  readers.set(source, reader);
  return reader;
}

/** All trees of a source have a third of its limit among them, as the collector has. */
function createTreeReader(source: Source) {
  const pace = createPace(() => performance.now(), source.budget);
  const resting = new Map<string, Rest>();
  let failures = 0;

  function fail(problem: ProblemError, id: string, isRoot: boolean): ReadFailure {
    failures += 1;
    const isOwn = !isRoot && !sourceFaults.has(problem.code);
    if (isOwn) {
      if (resting.size >= maxResting) resting.clear();
      const times = (resting.get(id)?.times ?? 0) + 1;
      const until = Date.now() + Math.min(maxRestMs, restMs * 2 ** (times - 1));
      resting.set(id, { until, problem, times });
    }
    // After a job's own failure it goes on with the next.
    const mayHelp = isOwn || problems[problem.code].retry;
    const retryMs = toBackoffMs(failures + 1, Math.random, problem.retryAfterMs);
    return { problem, retryMs: mayHelp ? retryMs : null };
  }

  return {
    /** Whether a request may go at once. The background leaves half of what trees may send to those who look at another. */
    hasRoom: (priority: Priority): boolean =>
      pace.left() > 0 &&
      !(priority === "background" && pace.isTight()) &&
      findNextTurn(priority, source.budget()) === null,
    /** Why a job is left alone. */
    findRest(id: string): Rest | undefined {
      const rest = resting.get(id);
      return rest && rest.until > Date.now() ? rest : undefined;
    },
    /** Reads the children of one job into the store. */
    async read(
      context: JobContext,
      ref: JobRef,
      { priority, isRoot = false }: { priority: Priority; isRoot?: boolean },
    ): Promise<ReadFailure | null> {
      const problem = await pace.count(() => refreshChildren(source, context, ref, priority));
      if (problem) return fail(problem, ref.id, isRoot);
      failures = 0;
      resting.delete(ref.id);
      return null;
    },
  };
}
