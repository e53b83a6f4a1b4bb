import "server-only";
import type { JobTree } from "#lib/domain/tree/job-tree.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import type { Source } from "../sources/source.ts";
import type { TreeStep } from "./read-tree.ts";
import { areChildrenFinal, clockSkewMs, toFinalAt } from "./refresh-children.ts";
import type { TreeSurvey } from "./survey-tree.ts";
import { getTreeReader } from "./tree-reader.ts";

/** Between two steps others have their turn. */
const pauseMs = 500;
/** The request budget has room again within a minute. */
const limitMs = 10_000;
/** New jobs and new states come as live frames; this is for what those do not tell. */
const openMs = 20_000;
const soonMs = 20_000;

type Known = {
  root: Job;
  /** When the first level was last read. */
  readAt: number | null;
  survey: TreeSurvey;
  /** The reading that came just before, if any did. */
  step: TreeStep | null;
};
type Judgement = Pick<JobTree["meta"], "reading" | "againMs" | "problem">;

/** How far the reading of a tree has come, and how it goes on. */
export function judgeTree(source: Source, { root, readAt, survey, step }: Known): Judgement {
  if (!source.capabilities.children) return { reading: "over", againMs: null, problem: null };
  if (step?.failure) return toFailed(step.failure.problem.message, step.failure.retryMs);
  const reader = getTreeReader(source);
  const waiting = [...survey.due, ...survey.unlikely];
  const rests = waiting.flatMap(({ id }) => reader.findRest(id) ?? []);
  const problem = rests[0]?.problem.message ?? null;
  if (step?.isLimited) return { reading: "limit", againMs: limitMs, problem };
  if (readAt === null || rests.length < waiting.length)
    return { reading: "on", againMs: pauseMs, problem };
  if (problem !== null) {
    const until = Math.min(...rests.map((each) => each.until));
    return toFailed(problem, Math.max(pauseMs, until - Date.now()));
  }
  const againMs = toLaterMs([
    ...(areChildrenFinal(root, readAt) ? [] : [root]),
    ...survey.unsettled,
  ]);
  return { reading: againMs === null ? "over" : "later", againMs, problem };
}

const toFailed = (problem: string, againMs: number | null): Judgement => ({
  reading: "failed",
  againMs,
  problem,
});

/** While any of them runs, now and then; after that ever less often, until nothing can come any more. */
function toLaterMs(unsettled: readonly Parameters<typeof toFinalAt>[0][]): number | null {
  if (unsettled.length === 0) return null;
  if (unsettled.some(({ status }) => !isTerminal(status))) return openMs;
  const finalInMs = Math.max(...unsettled.map(toFinalAt)) - Date.now();
  const sinceEndMs = clockSkewMs - finalInMs;
  return Math.max(soonMs, Math.min(sinceEndMs / 2, finalInMs + soonMs));
}
