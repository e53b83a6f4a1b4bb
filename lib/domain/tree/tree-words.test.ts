import { expect, test } from "vitest";
import { zeroCounts } from "../job.ts";
import type { JobTree } from "./job-tree.ts";
import { countChildren, describeFamily, nameUnknown } from "./tree-words.ts";

function buildMeta(more: Partial<JobTree["meta"]> = {}): JobTree["meta"] {
  return {
    total: 20,
    counts: { ...zeroCounts(), succeeded: 20 },
    children: { ...zeroCounts(), succeeded: 20 },
    cut: null,
    unasked: 0,
    reading: "over",
    againMs: null,
    readAt: 1,
    problem: null,
    ...more,
  };
}

const family = {
  total: 2_009,
  counts: { ...zeroCounts(), succeeded: 2_008, failed: 1 },
};

test.each([
  ["known whole", {}, "20", "20 succeeded"],
  [
    "asked for the first level alone",
    { unasked: 17 },
    "20",
    "20 succeeded, none known further down so far",
  ],
  ["with levels, known whole", family, "20", "20 succeeded, 1,989 further down, 1 of them failed"],
  [
    "with levels, and more of them to be asked",
    { ...family, unasked: 3 },
    "20",
    "20 succeeded, 1,989 further down so far, 1 of them failed",
  ],
  [
    "known from the list alone",
    { readAt: null, unasked: 20 },
    "at least 20",
    "20 succeeded, none known further down so far",
  ],
  [
    "wider than a tree may be",
    { cut: "jobs" as const },
    "at least 20",
    "20 succeeded, none known further down so far",
  ],
  [
    "cut below the first level",
    { ...family, cut: "jobs" as const },
    "20",
    "20 succeeded, 1,989 further down so far, 1 of them failed",
  ],
])("the children of a family %s", (_, more, count, words) => {
  expect(countChildren(buildMeta(more))).toBe(count);
  expect(describeFamily(buildMeta(more))).toBe(words);
});

test.each([
  [{ unasked: 1 }, "Whether there is more below one of them"],
  [{ unasked: 1_026, readAt: null }, "Whether there is more below 1,026 of them"],
  [{ readAt: null }, "Whether these are all"],
  [{}, ""],
])("what is not known of %j is named", (more, words) => {
  expect(nameUnknown(buildMeta(more))).toBe(words);
});
