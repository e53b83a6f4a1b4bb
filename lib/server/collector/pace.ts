import "server-only";
import type { BudgetState } from "../sources/source.ts";

/** The smallest plan there is, for an upstream that has not told its limit yet. */
const smallestLimit = 60;
const share = 1 / 3;
const windowMs = 60_000;

/** What the collector itself may send: a third of a source's limit in any minute. */
export function createPace(now: () => number, budget: () => BudgetState) {
  let sentAt: number[] = [];

  function recent(): number[] {
    sentAt = sentAt.filter((at) => at > now() - windowMs);
    return sentAt;
  }

  return {
    /** Requests that may go at once. */
    left: (): number => Math.floor((budget().limit ?? smallestLimit) * share) - recent().length,
    /** Counts what the work sends; what others send meanwhile counts, too. */
    async count<T>(work: () => Promise<T>): Promise<T> {
      const before = budget().sent;
      try {
        return await work();
      } finally {
        for (let sent = before; sent < budget().sent; sent += 1) sentAt.push(now());
      }
    },
    /** Requests in the last minute. */
    sent: (): number => recent().length,
  };
}
