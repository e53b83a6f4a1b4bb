import "server-only";
import type { BudgetState } from "../sources/source.ts";

/** The smallest plan there is, for an upstream that has not told its limit. */
const smallestLimit = 60;
const share = 1 / 3;
const windowMs = 60_000;
/** What others send at the same time is taken for the work's own, so its cost is believed up to here. */
const maxCost = 4;

/** What the collector itself may send: a third of a source's limit in any minute, less what is `reserved`. */
export function createPace(now: () => number, budget: () => BudgetState, reserved = 0) {
  let sentAt: number[] = [];
  let cost = 1;

  function recent(): number[] {
    sentAt = sentAt.filter((at) => at > now() - windowMs);
    return sentAt;
  }

  function toAllowance(): number {
    const { limit, isAssumed } = budget();
    return Math.floor((limit === null || isAssumed ? smallestLimit : limit) * share) - reserved;
  }

  return {
    /** Requests that may go at once. */
    left: (): number => toAllowance() - recent().length,
    /** Requests that the last work took. */
    cost: (): number => cost,
    /** Whether more than half of what may go has gone. */
    isTight: (): boolean => recent().length > toAllowance() / 2,
    /** Counts what the work sends; what others send meanwhile counts, too. */
    async count<T>(work: () => Promise<T>): Promise<T> {
      const before = budget().sent;
      try {
        return await work();
      } finally {
        cost = Math.min(maxCost, Math.max(1, budget().sent - before));
        for (let sent = before; sent < budget().sent; sent += 1) sentAt.push(now());
      }
    },
    /** Requests in the last minute. */
    sent: (): number => recent().length,
  };
}
