import { expect, test } from "vitest";
import { createForeground } from "./foreground.ts";

const longMs = 60_000;

test("work goes on at once while nobody waits", async () => {
  await expect(createForeground().whenIdle(longMs)).resolves.toBeUndefined();
});

test("work stands aside until the last request is over", async () => {
  const foreground = createForeground();
  const [leaveOne, leaveOther] = [foreground.enter(), foreground.enter()];
  const seen: string[] = [];
  const work = foreground.whenIdle(longMs).then(() => seen.push("work"));
  leaveOne();
  await Promise.resolve();
  seen.push("other");
  leaveOther();
  await work;
  expect(seen).toEqual(["other", "work"]);
});

test("a request whose bytes are there already goes first", async () => {
  const foreground = createForeground();
  const seen: string[] = [];
  setImmediate(() => {
    const leave = foreground.enter();
    setImmediate(() => {
      seen.push("request");
      leave();
    });
  });
  await foreground.whenIdle(longMs).then(() => seen.push("work"));
  expect(seen).toEqual(["request", "work"]);
});

test("a request that does not end holds work up for so long only", async () => {
  const foreground = createForeground();
  foreground.enter();
  await expect(foreground.whenIdle(5)).resolves.toBeUndefined();
});
