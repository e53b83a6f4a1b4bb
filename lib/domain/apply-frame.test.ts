import { expect, test } from "vitest";
import { applyFrame, type LiveJob } from "./apply-frame.ts";
import { buildSummary } from "./build-summary.ts";
import { ProblemError, toProblemDocument } from "./problem.ts";

const ref = { source: "bedrock", id: "job_1" } as const;
const live = { state: "live", since: 5, detail: null, retryAt: null } as const;
const job = {
  ...buildSummary({ status: "running", observedAt: 10 }),
  events: [],
  artifacts: [],
  payloadBytes: null,
  resultsBytes: null,
};
const problem = toProblemDocument(new ProblemError("internal", "It broke."), "live");

test("a job that cannot be watched any more has no live link: it stands as it was last heard of", () => {
  const view: LiveJob = { job, link: live, problem: null };
  const next = applyFrame(view, { event: "problem", data: { ...problem, ...ref } });
  expect(next.problem?.code).toBe("internal");
  expect(next.link).toEqual({ state: "stale", since: 10, detail: "It broke.", retryAt: null });
});
