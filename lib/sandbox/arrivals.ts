import type { Random } from "./random.ts";

type Pace = {
  gapMs: { least: number; most: number };
  /** Jobs that began before the start, so that the first look already finds some under way. */
  warmupMs: number;
  /** A clock that leaps further than this finds the jobs of its last minutes only. */
  maxLeapMs: number;
};

/** When live jobs begin. Nothing runs in between: the returned function tells those that began since it was last asked. */
export function createArrivals(
  startAt: number,
  random: Random,
  { gapMs, warmupMs, maxLeapMs }: Pace,
): (now: number) => Generator<{ at: number; index: number }> {
  let nextAt = startAt - warmupMs;
  let count = 0;
  return function* takeUntil(now) {
    if (now - nextAt > maxLeapMs) nextAt = now - warmupMs;
    for (; nextAt <= now; nextAt += random.int(gapMs.least, gapMs.most))
      yield { at: nextAt, index: count++ };
  };
}
