import { expect, test } from "vitest";
import { areChildrenFinal } from "./refresh-children.ts";

const minuteMs = 60_000;
const parent = { status: "succeeded", finishedAt: 1_000, observedAt: 2_000 } as const;

test("children are final once they were read well after their parent's end, by whichever clock", () => {
  expect(areChildrenFinal(parent, parent.finishedAt + minuteMs)).toBe(false);
  expect(areChildrenFinal(parent, parent.finishedAt + 10 * minuteMs)).toBe(true);
  const running = { ...parent, status: "running", finishedAt: null } as const;
  expect(areChildrenFinal(running, 10 * minuteMs)).toBe(false);
});

test("where the parent's end is not told, what counts is when it was seen", () => {
  const untold = { ...parent, finishedAt: null, observedAt: 20 * minuteMs };
  expect(areChildrenFinal(untold, 21 * minuteMs)).toBe(false);
  expect(areChildrenFinal(untold, 30 * minuteMs)).toBe(true);
});

test("an end that lies ahead by the upstream's clock had come when it was seen", () => {
  const ahead = { ...parent, finishedAt: 20 * minuteMs };
  expect(areChildrenFinal(ahead, 10 * minuteMs)).toBe(true);
});
