import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { keepPruned } from "./keep-pruned.ts";

const dayMs = 86_400_000;

test("the first pass begins soon after the lease is held, and a process without it forgets nothing", async () => {
  let now = 100 * dayMs;
  const begunAt = now;
  const heldAt = begunAt + 2_000;
  const stop = new AbortController();
  const pruned: { at: number; endedBefore: number }[] = [];
  await keepPruned(
    {
      async prune({ endedBefore }) {
        pruned.push({ at: now, endedBefore });
        if (pruned.length === 3) stop.abort();
        return pruned.length === 1 ? 50 : 0;
      },
      tellMissed: async () => undefined,
    },
    {
      days: 30,
      clock: {
        now: () => now,
        elapsed: () => now,
        async sleep(ms) {
          now += ms;
          await setImmediate();
        },
      },
      signal: stop.signal,
      isMine: () => now >= heldAt,
      onError: (error) => expect.unreachable(String(error)),
    },
  );
  const [first, second, third] = pruned.map(({ at }) => at - heldAt);
  expect(first).toBeGreaterThanOrEqual(0);
  expect(first).toBeLessThan(10_000);
  expect(second).toBeLessThan(11_000);
  expect(third).toBeGreaterThan(300_000);
  expect(pruned[0]?.endedBefore).toBe((pruned[0]?.at ?? 0) - 30 * dayMs);
});
