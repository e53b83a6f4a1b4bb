import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";

type Record = { failures: number; lastAt: number };

const freeFailures = 5;
const forgetAfterMs = 15 * 60_000;
const firstWaitMs = 30_000;
const maxRecords = 10_000;

/**
 * Slows guessing down. After five failures of one name or one address within a quarter of an hour
 * each further attempt waits, twice as long as the one before: 30 s, 60 s, at the most 15 min.
 */
export type SignInBrake = {
  /**
   * Counts an attempt before its outcome is known, so that attempts at the same moment cannot all slip
   * through. Throws `rate_limited`; an attempt turned away does not count.
   */
  begin(attempt: Attempt, now: number): void;
  /** The attempt was right: its name starts afresh, its address gets this one attempt back. */
  succeed(attempt: Attempt): void;
};

type Attempt = { name: string; address: string | null };

export function createSignInBrake(): SignInBrake {
  const records = new Map<string, Record>();

  function findRecord(key: string, now: number): Record {
    const record = records.get(key);
    return record && now - record.lastAt < forgetAfterMs ? record : { failures: 0, lastAt: now };
  }

  function keep(key: string, record: Record): void {
    records.delete(key);
    records.set(key, record);
    const [oldest] = records.keys();
    if (records.size > maxRecords && oldest !== undefined) records.delete(oldest);
  }

  return {
    begin(attempt, now) {
      const keys = toKeys(attempt);
      const waitMs = Math.max(...keys.map((key) => toWaitMs(findRecord(key, now), now)));
      if (waitMs > 0)
        throw new ProblemError(
          "rate_limited",
          "Too many attempts to sign in. Wait, then try again.",
          {
            retryAfterMs: waitMs,
          },
        );
      for (const key of keys)
        keep(key, { failures: findRecord(key, now).failures + 1, lastAt: now });
    },
    succeed(attempt) {
      const [nameKey, addressKey] = toKeys(attempt);
      if (nameKey !== undefined) records.delete(nameKey);
      const record = addressKey === undefined ? undefined : records.get(addressKey);
      if (record) record.failures -= 1;
    },
  };
}

function toWaitMs({ failures, lastAt }: Record, now: number): number {
  if (failures < freeFailures) return 0;
  const waitMs = Math.min(firstWaitMs * 2 ** (failures - freeFailures), forgetAfterMs);
  return Math.max(lastAt + waitMs - now, 0);
}

function toKeys({ name, address }: Attempt): string[] {
  const nameKey = `name ${name.toLowerCase()}`;
  return address === null ? [nameKey] : [nameKey, `address ${address}`];
}
