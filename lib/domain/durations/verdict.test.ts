import { describe, expect, test } from "vitest";
import { formatExpectedEnd } from "./expected-end.ts";
import { addDuration, createHistogram, toCeiling } from "./histogram.ts";
import {
  describeBriefly,
  describeEnded,
  describeSoFar,
  fewestSamples,
  isSlow,
  listVerdictSteps,
  type VerdictStep,
} from "./verdict.ts";

const run = { metric: "run", type: "overlay.generate" } as const;
const second = 1_000;

/** 1 s, 2 s … */
function toOthers(count: number) {
  const histogram = createHistogram();
  for (let index = 1; index <= count; index += 1) addDuration(histogram, index * second);
  return histogram;
}

/** So many of each length. */
function toMany(...lengths: [ms: number, times: number][]) {
  const histogram = createHistogram();
  for (const [ms, times] of lengths) addDuration(histogram, ms, times);
  return histogram;
}

describe("of a job that has ended", () => {
  test("it is said how many of its kind it was slower or faster than", () => {
    const others = toOthers(400);
    expect(describeEnded(others, 375.5 * second, run)).toBe(
      "Slower than 93 % of overlay.generate (last 30 days, 400 jobs).",
    );
    expect(describeEnded(others, 40.5 * second, run)).toBe(
      "Faster than 90 % of overlay.generate (last 30 days, 400 jobs).",
    );
    expect(describeEnded(others, 900 * second, { ...run, metric: "wait" })).toBe(
      "Waited longer than all of overlay.generate (last 30 days, 400 jobs).",
    );
    expect(describeEnded(others, 0, { ...run, metric: "wait" })).toBe(
      "Waited less than all of overlay.generate (last 30 days, 400 jobs).",
    );
  });

  test("one as long as the median is as usual, also where all are equal", () => {
    expect(describeEnded(toMany([88 * second, 50]), 88 * second, run)).toContain(
      "Ran as long as the half",
    );
  });

  test("too few others are said, and so is a time that is not known", () => {
    expect(describeEnded(toOthers(0), second, run)).toContain(
      "no other overlay.generate with a known time",
    );
    expect(describeEnded(toOthers(fewestSamples - 1), second, run)).toContain(
      "Too few to say whether that is usual: 19 other",
    );
    expect(describeEnded(toOthers(100), null, run)).toBe("Its running time is not known.");
  });
});

describe("in brief", () => {
  test("up to the p95 a length is usual, beyond it is said how many were shorter", () => {
    const others = toOthers(400);
    expect(describeBriefly(others, 300 * second)).toMatch(/^usually 3 m (19|2\d) s$/);
    expect(describeBriefly(others, 395.5 * second)).toBe("longer than 98 % of 400 jobs");
    expect(describeBriefly(others, null)).toBeUndefined();
    expect([300, 395.5].map((each) => isSlow(others, each * second))).toEqual([false, true]);
    expect(isSlow(others, null)).toBe(false);
  });

  test("as long as many others is not slow", () => {
    const others = toMany([80 * second, 60], [90 * second, 40]);
    expect(isSlow(others, 90 * second)).toBe(false);
    expect(describeBriefly(others, 90 * second)).toBe("usually 1 m 20 s");
  });

  test("too few others say nothing", () => {
    expect(describeBriefly(toOthers(fewestSamples - 1), second)).toBeUndefined();
    expect(isSlow(toOthers(fewestSamples - 1), 900 * second)).toBe(false);
    expect(describeSoFar(toOthers(fewestSamples - 1))).toBe("so far");
    expect(describeSoFar(toOthers(400))).toMatch(/^so far, usually 3 m/);
  });
});

describe("of a job that runs", () => {
  const since = Date.UTC(2026, 10, 22, 14);
  const steps = listVerdictSteps(toOthers(100), { ...run, since });
  const at = (ms: number) => steps.findLast(({ afterMs }) => afterMs <= ms);
  const read = (step: VerdictStep | undefined, zone = "UTC") =>
    step?.text
      .map((part) => (typeof part === "string" ? part : formatExpectedEnd(part, zone)))
      .join("");

  test("an end is expected between two instants, ever later ones", () => {
    expect(read(at(0))).toBe(
      "As usual so far. Expected to end between 14:00:10 and 14:01:30 UTC (8 of 10 end so).",
    );
    expect(read(at(51 * second))).toMatch(
      /^Runs longer than 50 % of overlay.generate \(last 30 days, 100 jobs\) by now\. Expected to end between 14:00:5\d and 14:01:3\d UTC \(of those that ran this long, 8 of 10 end so\)\.$/,
    );
    expect(steps.every(({ isLate, afterMs }) => isLate === afterMs >= 95 * 0.99 * second)).toBe(
      true,
    );
  });

  test("once the first instant has passed, it is told by when", () => {
    expect(read(at(60 * second))).toMatch(
      /^Runs longer than 50 % .+ by now\. Expected to end by 14:01:3\d UTC \(of those that ran this long, 8 of 9 end so\)\.$/,
    );
  });

  test.each([
    ["20 jobs", toOthers(20)],
    ["100 jobs", toOthers(100)],
    ["4,000 jobs", toOthers(4_000)],
    ["a long tail", toMany([10, 19_000], [second, 990], [9 * second, 9], [20_000, 1])],
    ["hardly any waited", toMany([0, 970], [60 * second, 30])],
    ["nearly all of one length", toMany([10 * second, 960], [60 * second, 40])],
  ])("no instant is told that is over: %s", (_, others) => {
    const told = listVerdictSteps(others, { ...run, since });
    for (let ms = 0; ms < toCeiling(others); ms += 10)
      for (const part of told.findLast(({ afterMs }) => afterMs <= ms)?.text ?? [])
        if (typeof part !== "string" && (part.from ?? part.to) < since + ms)
          expect.unreachable(`${formatExpectedEnd(part, "UTC")} is told after ${ms} ms`);
  });

  test("where many took the same time, the most that is true is told", () => {
    const waits = listVerdictSteps(toMany([0, 970], [60 * second, 30]), {
      ...{ metric: "wait", type: run.type, since },
    });
    expect(waits.map(({ afterMs, isLate }) => [afterMs, isLate])).toEqual([
      [0, false],
      [1, true],
      [60_416, true],
    ]);
    expect(read(waits[1])).toMatch(/^Waits longer than 97 % .+ Expected to start by 14:01:00 UTC/);
    const runs = listVerdictSteps(toMany([10 * second, 960], [60 * second, 40]), { ...run, since });
    expect(read(runs.find(({ isLate }) => isLate))).toMatch(
      /^Runs longer than 96 % .+ by now: 95 % took at most 10 s\./,
    );
  });

  test("instants are told in the reader's zone, with the date where midnight lies between", () => {
    expect(read(at(0), "Asia/Tokyo")).toContain("between 23:00:10 and 23:01:30 Asia/Tokyo");
    const beforeMidnight = Date.UTC(2026, 10, 22, 23, 59);
    const [late] = listVerdictSteps(toOthers(100), { ...run, since: beforeMidnight });
    expect(read(late)).toContain("between 23:59:10 and 2026-11-23 00:00:30 UTC");
    expect(read(late, "Asia/Tokyo")).toContain("between 08:59:10 and 09:00:30 Asia/Tokyo");
  });

  test("past what 95 % take that is said, and no end is foretold from a handful", () => {
    expect(at(97 * second)?.isLate).toBe(true);
    expect(read(at(97 * second))).toContain("95 % took at most 1 m 35 s");
    expect(read(at(99.9 * second))).toMatch(/Only \d ran longer: no end can be foretold/);
  });

  test("longer than any of its kind, it looks stuck", () => {
    expect(read(at(1_000 * second))).toContain("it looks stuck");
  });

  test("steps rise, whatever the lengths", () => {
    for (const others of [toOthers(20), toOthers(5_000)]) {
      const rising = listVerdictSteps(others, { ...run, since }).map((each) => each.afterMs);
      expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    }
    expect(
      listVerdictSteps(toMany([0, 40]), { ...run, since }).map(({ afterMs }) => afterMs),
    ).toEqual([0, 1]);
  });

  test("without a beginning it is told how long it takes; too few say nothing of an end", () => {
    const [first] = listVerdictSteps(toOthers(100), { ...run, since: null });
    expect(read(first)).toBe("As usual so far. 8 of 10 end after 10 s to 1 m 30 s.");
    expect(listVerdictSteps(toOthers(3), { ...run, since })).toMatchObject([
      { afterMs: 0, isLate: false },
    ]);
  });
});
