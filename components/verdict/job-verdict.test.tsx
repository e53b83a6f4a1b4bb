import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { buildFact, buildStatus, mergeAll } from "#lib/domain/merge/build-facts.ts";
import { addDuration, createHistogram } from "#lib/domain/durations/histogram.ts";
import type { EventDraft } from "#lib/domain/job-fact.ts";
import { toJobVerdict } from "./job-verdict.tsx";

const others = createHistogram();
for (let seconds = 1; seconds <= 100; seconds += 1) addDuration(others, seconds * 1_000);

test("a job that runs since nobody knows when is judged as soon as its start is told", () => {
  const job = mergeAll([buildFact({ fields: { type: "parse", status: "running" } })]);
  const { wait, run } = toJobVerdict(job, { wait: others, run: others }, 0);
  expect(job.startedAt).toBeNull();
  expect(wait).toEqual([]);
  const [first, ...later] = run.map(({ note }) => renderToStaticMarkup(note));
  expect(first).toContain("As usual so far. 8 of 10 end after 10 s to 1 m 30 s.");
  expect(later.at(-1)).toContain("it looks stuck");
});

test("a wait is judged from its known beginning on, or not at all", () => {
  const fields = { type: "parse", status: "queued" } as const;
  const judge = (events: EventDraft[]) =>
    toJobVerdict(mergeAll([buildFact({ fields, events })]), { wait: others, run: others }, 0).wait;
  expect(judge([])).toEqual([]);
  const [first] = judge([buildStatus("queued", 0)]).map(({ note }) => renderToStaticMarkup(note));
  expect(first).toContain("Expected to start between");
});

test("a job that starts in the future by its times is judged by nothing", () => {
  const fields = { type: "parse", status: "running", startedAt: 90_000 } as const;
  const job = mergeAll([buildFact({ fields })]);
  expect(toJobVerdict(job, { wait: others, run: others }, 60_000).run).toEqual([]);
  expect(toJobVerdict(job, { wait: others, run: others }, 89_000).run).not.toEqual([]);
});

test("as long as many others is marked nowhere as slow", () => {
  const equal = createHistogram();
  addDuration(equal, 80_000, 60);
  addDuration(equal, 90_000, 40);
  const fields = { type: "parse", status: "succeeded", startedAt: 0, finishedAt: 90_000 } as const;
  const job = mergeAll([buildFact({ fields })]);
  const judge = (others: typeof equal) => {
    const { run, brief } = toJobVerdict(job, { wait: others, run: others }, 0);
    return renderToStaticMarkup([run[0]?.note, brief.ran]);
  };
  expect(judge(equal)).toContain("Slower than 80 %");
  expect(judge(equal)).not.toContain("partial");
  const shorter = createHistogram();
  addDuration(shorter, 80_000, 100);
  expect(judge(shorter)).toContain("text-partial");
});
