import "server-only";
import type { Path } from "./paths.ts";

/** A path to look at from end to end, or to walk along until there are enough jobs. */
export type Plan = { path: Path; isWalk: boolean };

/** What starting on a branch costs, in jobs looked at. */
const branchCost = 100;

/** A whole look waits for its end, and so is only taken where it is short. */
const maxGathered = 20_000;

/**
 * The plan that looks at the fewest jobs, if what the paths hold has nothing to do with each other.
 * Undefined when there is no path: nothing can match.
 */
export function choosePlan(paths: readonly Path[], limit: number): Plan | undefined {
  const [all] = paths;
  if (!all) return undefined;
  const hasCells = paths.some(({ of }) => of === "cells");
  const matches = paths
    .filter(({ of }) => !(hasCells && of === "counted"))
    .reduce((count, { size }) => count * Math.min(1, size / Math.max(1, all.size)), all.size);
  const plans = paths.flatMap((path) => {
    const count = path.branches.length;
    const walked = path.size * Math.min(1, (count * limit) / Math.max(matches, 1));
    const starts = count * branchCost;
    return [
      ...(path.isSorted ? [{ path, isWalk: true, cost: starts + walked }] : []),
      ...(path.size <= maxGathered ? [{ path, isWalk: false, cost: starts + path.size }] : []),
    ];
  });
  return plans.toSorted((a, b) => a.cost - b.cost)[0];
}
