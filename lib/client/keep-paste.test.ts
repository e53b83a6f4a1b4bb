import { expect, test } from "vitest";
import { findPaste, keepPaste } from "./keep-paste.ts";

function createShelf(maxChars = Infinity) {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem(key: string, value: string) {
      if ([...held.values(), value].join("").length > maxChars)
        throw new DOMException("full", "QuotaExceededError");
      held.set(key, value);
    },
    removeItem: (key: string) => void held.delete(key),
    key: (at: number) => [...held.keys()][at] ?? null,
    get length() {
      return held.size;
    },
  };
}

const nameOf = (path: string) => new URL(path, "http://gantry").searchParams.get("pasted") ?? "";

// The second long paste had the address of the first, and so its results.
test("two pastes have two addresses, and each leads to its own text", () => {
  const shelf = createShelf();
  const first = keepPaste("job_1", { shelf, now: 1_000 });
  const second = keepPaste("job_2", { shelf, now: 2_000 });
  expect(first).not.toBe(second);
  expect(findPaste(nameOf(first), shelf)).toBe("job_1");
  expect(findPaste(nameOf(second), shelf)).toBe("job_2");
});

test("the latest eight are kept, and nothing else of the tab is touched", () => {
  const shelf = createShelf();
  shelf.setItem("other", "stays");
  const paths = Array.from({ length: 12 }, (_, at) =>
    keepPaste(`job_${at}`, { shelf, now: Date.UTC(2026, 0, 1) + at }),
  );
  const texts = paths.flatMap((path) => findPaste(nameOf(path), shelf) ?? []);
  expect(texts).toEqual(Array.from({ length: 8 }, (_, at) => `job_${at + 4}`));
  expect(shelf.getItem("other")).toBe("stays");
});

test("where there is no room, the oldest make it; a text that no shelf holds is refused", () => {
  const shelf = createShelf(50);
  const paths = [1, 2, 3].map((at) => keepPaste(String(at).repeat(20), { shelf, now: at }));
  const texts = paths.map((path) => findPaste(nameOf(path), shelf));
  expect(texts).toEqual([null, "2".repeat(20), "3".repeat(20)]);
  expect(() => keepPaste("4".repeat(60), { shelf, now: 4 })).toThrow("full");
});
