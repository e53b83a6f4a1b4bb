import { expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import { ProblemError, toProblemDocument } from "#lib/domain/problem.ts";
import { createLiveMemory } from "./live-memory.ts";

const changed = (id: string): LiveFrame => ({
  event: "jobs",
  data: { changed: [buildSummary({ id, status: "running" })] },
});

test("a page is not told what lists heard before it can have been drawn", () => {
  let now = 0;
  const memory = createLiveMemory(() => now);
  memory.remember(changed("job_1"));
  now = 15_000;
  memory.remember(changed("job_2"));
  expect(memory.recallLists()).toEqual([changed("job_1"), changed("job_2")]);
  now = 21_000;
  expect(memory.recallLists()).toEqual([changed("job_2")]);
});

test("when nobody watches the list any more, what it heard is forgotten: nothing would correct it", () => {
  const memory = createLiveMemory(() => 0);
  memory.remember(changed("job_1"));
  memory.keepOnly({ jobs: ["bedrock:job_1"], list: false });
  memory.keepOnly({ jobs: [], list: true });
  expect(memory.recallLists()).toEqual([]);
});

test("a page that joins asks for what lists missed since it can have been drawn", () => {
  const memory = createLiveMemory(() => 0);
  memory.remember({ event: "jobs", data: { changed: [], missed: true } });
  expect(memory.recallLists()).toEqual([{ event: "jobs", data: { changed: [], missed: true } }]);
});

const ref = { source: "bedrock", id: "job_1" } as const;
const job: LiveFrame = {
  event: "job",
  data: { ...buildSummary(), events: [], artifacts: [], payloadBytes: null, resultsBytes: null },
};
const problem: LiveFrame = {
  event: "problem",
  data: { ...toProblemDocument(new ProblemError("not_found", "Not here."), "live"), ...ref },
};

test("a tab that joins hears why a job cannot be shown, also one that nobody knows", () => {
  const memory = createLiveMemory(() => 0);
  memory.remember(problem);
  expect(memory.recallJob("bedrock:job_1")).toEqual([problem]);
  memory.remember(job);
  expect(memory.recallJob("bedrock:job_1")).toEqual([job]);
  memory.remember(problem);
  expect(memory.recallJob("bedrock:job_1")).toMatchObject([job, { event: "link" }, problem]);
  memory.keepOnly({ jobs: [], list: true });
  expect(memory.recallJob("bedrock:job_1")).toEqual([]);
});
