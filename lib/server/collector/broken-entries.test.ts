import { expect, test } from "vitest";
import { buildFact } from "../store/build-fact.ts";
import { findUnseen, noteBroken } from "./broken-entries.ts";
import { top } from "./stretches.ts";

const now = 1_000_000;
const build = (ids: string[], broken: (string | null)[], next: string | null = null) => ({
  ...{ facts: ids.map((id) => buildFact({ id })), broken, next, lost: new Set<string>() },
});
const first = { before: top, isEnd: true };

test("a page tells anew of each of its jobs what follows it, whatever came on top", () => {
  const known = noteBroken(null, build(["c", "b", "a"], [null, "b", "b"]), first, now);
  expect(known?.count).toBe(3);
  const moved = noteBroken(known, build(["d", "c", "b", "a"], ["d", "b"]), first, now);
  expect(moved?.places.map(({ after, count }) => [after, count])).toEqual([
    ["d", 1],
    ["b", 1],
  ]);
  expect(noteBroken(moved, build(["d", "c", "b", "a"], []), first, now)).toBeNull();
});

test("what follows the last job of a page may stand on the next, and is not forgotten for that", () => {
  const known = noteBroken(null, build(["c", "b", "a"], ["b", "a"]), first, now);
  const shorter = { ...first, isEnd: false };
  expect(noteBroken(known, build(["d", "c", "b"], [], "next"), shorter, now)?.count).toBe(2);
});

test("entries on both sides of a page's end are counted together, and once when the page is read again", () => {
  const start = { ...first, isEnd: false };
  const known = noteBroken(null, build(["b", "a"], ["a"], "next"), start, now);
  const later = { ...start, before: { id: "a", createdAt: 1, blank: 1 } };
  const page = build(["z", "y"], [null, null, "z"], "next");
  const both = noteBroken(known, page, later, now);
  expect(both?.count).toBe(4);
  expect(noteBroken(both, page, later, now)).toEqual(both);
  // A source that goes back to the job before tells all that follow it.
  expect(noteBroken(known, build(["z"], ["a", "a"]), later, now)?.count).toBe(2);
});

test("a job that the store does not take counts like an entry that cannot be read, until it is taken", () => {
  const refused = { ...build(["b", "a"], ["b"]), lost: new Set(["b"]) };
  const known = noteBroken(null, refused, first, now);
  expect(known?.count).toBe(2);
  expect(noteBroken(known, build(["b", "a"], []), first, now)).toBeNull();
});

test("with a job that the list has no more goes what followed it", () => {
  const known = noteBroken(null, build(["b", "a"], ["b"]), first, now);
  expect(noteBroken(known, build(["a"], []), { ...first, gone: ["b"] }, now)).toBeNull();
});

test("places are few, the ones seen last, and the one not seen for longest is looked at first", () => {
  const ids = Array.from({ length: 600 }, (_, n) => `job_${n}`);
  const known = noteBroken(null, build(ids, ids), first, now);
  expect(known?.count).toBe(500);
  expect(findUnseen(known, new Set())?.after).toBe("job_100");
  const again = noteBroken(known, build(["job_100"], ["job_100"]), { ...first, before: null }, now);
  expect(findUnseen(again, new Set(["job_101"]))?.after).toBe("job_102");
});
