import { expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { toJobKey } from "#lib/domain/job.ts";
import type { ShownList } from "#lib/domain/list-query/apply-list-changes.ts";
import { speakOfList, toUnspoken } from "./spoken-list.ts";

const row = buildSummary({ id: "row" });
const counts = { queued: 0, running: 0, partial: 0, failed: 0, canceled: 0, unknown: 0 };
const list: ShownList = {
  filter: { type: { include: ["parse"], exclude: [] } },
  rows: [row],
  waiting: new Map(),
  leaving: new Set(),
  isBehind: false,
  next: null,
  end: row,
  total: 437,
  isTotalExact: true,
  counts: { ...counts, succeeded: 437 },
  isCountExact: true,
  countedAt: 0,
  asOf: 0,
};
const withNew = (count: number): ShownList => ({
  ...list,
  waiting: new Map(
    Array.from({ length: count }, (_, at) => {
      const job = buildSummary({ id: `new_${at}` });
      return [toJobKey(job), job];
    }),
  ),
});

test("each filter's result is told once, and none of the list that the page opens with", () => {
  const opened = toUnspoken("");
  expect(speakOfList(opened, "", { ...list, filter: {} })).toBe(opened);
  const filtered = speakOfList(opened, "type=parse", list);
  expect(filtered.said).toBe("437 jobs");
  expect(speakOfList(filtered, "type=parse", { ...list, total: 438 })).toBe(filtered);
  const none = { ...list, rows: [], total: 0 };
  expect(speakOfList(filtered, "type=x", none).said).toBe("No job matches");
  expect(speakOfList(filtered, "", { ...none, filter: {} }).said).toBe("No jobs yet");
});

test("however much comes and goes, news are told once until the reader has taken them in", () => {
  const first = speakOfList(toUnspoken(""), "", withNew(1));
  expect(first.said).toBe("New jobs");
  for (const next of [withNew(2), list, withNew(22)])
    expect(speakOfList(first, "", next)).toBe(first);
  const leaving = speakOfList(first, "", { ...withNew(3), leaving: new Set(["x"]) });
  expect(leaving.said).toBe("New jobs. Some no longer match");
  const taken = speakOfList({ ...leaving, search: null }, "", list);
  expect(taken.said).toBe("437 jobs");
  expect(speakOfList(taken, "", withNew(1)).said).toBe("New jobs");
});

test("a list that stands again after an address that was refused is told again", () => {
  const refused = speakOfList(toUnspoken(""), "", null);
  expect(refused.said).toBe("");
  expect(speakOfList(refused, "", list).said).toBe("437 jobs");
});
