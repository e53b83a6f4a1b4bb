import { expect, test } from "vitest";
import { buildSummary } from "./build-summary.ts";
import { applyChanges, type Overview } from "./overview.ts";

const running = buildSummary({ status: "running", observedAt: 10 });
const ended = buildSummary({ status: "succeeded", finishedAt: 19, observedAt: 20 });
const none: Overview = {
  running: [],
  failed: [],
  recent: [],
  pinned: [],
  opened: [],
  problems: [],
};

test("a job that ends moves from what runs to what ended", () => {
  const next = applyChanges({ ...none, running: [running], pinned: [running] }, [ended]);
  expect(next).toEqual({ ...none, recent: [ended], pinned: [ended] });
});

test("old news of a job that has ended does not make it run again", () => {
  const drawn = { ...none, recent: [ended], opened: [ended] };
  expect(applyChanges(drawn, [running])).toEqual(drawn);
});
