import "server-only";
import { ProblemError } from "#lib/domain/problem.ts";
import { toNameKey } from "../store/user-queries.ts";

/** When each failure began, the oldest first. */
type Failures = readonly number[];

const freeFailures = 5;
const forgetAfterMs = 15 * 60_000;
const firstWaitMs = 30_000;
const maxRecords = 10_000;

/**
 * Slows guessing down. After five failures of one name or one address within a quarter of an hour
 * each further attempt waits, twice as long as the one before: 30 s, 60 s, at the most 15 min.
 */
export type SignInBrake = {
  /** Throws `rate_limited` as `begin` would, and counts nothing: whoever has to wait is told before anything is done for them. */
  check(attempt: Attempt, now: number): void;
  /**
   * Counts an attempt before its outcome is known, so that attempts at the same moment cannot all slip
   * through. Throws `rate_limited`; an attempt turned away does not count.
   */
  begin(attempt: Attempt, now: number): void;
  /** The attempt was right: its name starts afresh, its address gets this one attempt back. */
  succeed(attempt: Attempt): void;
};

export type Attempt = { name: string; address: string | null };

export function createSignInBrake(): SignInBrake {
  const records = new Map<string, Failures>();
  /** A name at an address where it has signed in: strangers who fail under that name elsewhere do not lock it out there. */
  const known = new Set<string>();

  /** Those that count: each for a quarter of an hour; once they hold others back, all until it was quiet for as long. */
  function findFailures(key: string, now: number): Failures {
    const failures = records.get(key) ?? [];
    const isRecent = (at: number | undefined) => at !== undefined && now - at < forgetAfterMs;
    if (failures.length < freeFailures) return failures.filter(isRecent);
    return isRecent(failures.at(-1)) ? failures : [];
  }

  function keep(key: string, failures: Failures): void {
    records.delete(key);
    records.set(key, failures);
    const [oldest] = records.keys();
    if (records.size > maxRecords && oldest !== undefined) records.delete(oldest);
  }

  function know(attempt: Attempt): void {
    const place = toPlace(attempt);
    known.delete(place);
    known.add(place);
    const [oldest] = known;
    if (known.size > maxRecords && oldest !== undefined) known.delete(oldest);
  }

  function toKeys(attempt: Attempt): string[] {
    const { name, address } = attempt;
    const place = toPlace(attempt);
    const nameKey = known.has(place) ? `known ${place}` : `name ${toNameKey(name)}`;
    return address === null ? [nameKey] : [nameKey, `address ${toNetwork(address)}`];
  }

  function check(attempt: Attempt, now: number): void {
    const waits = toKeys(attempt).map((key) => toWaitMs(findFailures(key, now), now));
    const retryAfterMs = Math.max(...waits);
    if (retryAfterMs === 0) return;
    const detail = "Too many attempts to sign in. Wait, then try again.";
    throw new ProblemError("rate_limited", detail, { retryAfterMs });
  }

  return {
    check,
    begin(attempt, now) {
      check(attempt, now);
      for (const key of toKeys(attempt)) keep(key, [...findFailures(key, now), now]);
    },
    succeed(attempt) {
      const [nameKey, addressKey] = toKeys(attempt);
      if (attempt.address !== null) know(attempt);
      if (nameKey !== undefined) records.delete(nameKey);
      const failures = addressKey === undefined ? undefined : records.get(addressKey);
      if (addressKey !== undefined && failures) records.set(addressKey, failures.slice(0, -1));
    },
  };
}

function toWaitMs(failures: Failures, now: number): number {
  const lastAt = failures.at(-1);
  if (lastAt === undefined || failures.length < freeFailures) return 0;
  const waitMs = Math.min(firstWaitMs * 2 ** (failures.length - freeFailures), forgetAfterMs);
  return Math.max(lastAt + waitMs - now, 0);
}

const toPlace = ({ name, address }: Attempt) => `${toNameKey(name)} ${toNetwork(address ?? "")}`;

/** Who has one address of IPv6 has the 2^64 beside it. */
function toNetwork(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("::", 2);
  const groups = head.split(":").filter((group) => group !== "");
  const rest = tail?.split(":").filter((group) => group !== "") ?? [];
  const zeros = Array.from({ length: 8 - groups.length - rest.length }, () => "0");
  return [...groups, ...(tail === undefined ? [] : zeros), ...rest].slice(0, 4).join(":");
}
