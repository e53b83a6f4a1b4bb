import { expect, test } from "vitest";
import { ProblemError } from "#lib/domain/problem.ts";
import { createSignInBrake, type SignInBrake } from "./sign-in-brake.ts";

type Attempt = { name: string; address: string | null };

function findWaitMs(brake: SignInBrake, attempt: Attempt, now: number): number {
  try {
    brake.begin(attempt, now);
    return 0;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "rate_limited") throw error;
    return error.retryAfterMs ?? 0;
  }
}

test("five failures of one name are free, then each attempt waits twice as long", () => {
  const brake = createSignInBrake();
  let now = 1_000_000;
  for (let n = 0; n < 5; n += 1)
    expect(findWaitMs(brake, { name: "ada", address: `192.0.2.${n}` }, now)).toBe(0);
  const waits: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    const waitMs = findWaitMs(brake, { name: "ADA", address: null }, now);
    waits.push(waitMs / 1000);
    expect(findWaitMs(brake, { name: "ada", address: null }, now + waitMs - 1)).toBe(1);
    now += waitMs;
    expect(findWaitMs(brake, { name: "ada", address: null }, now)).toBe(0);
  }
  expect(waits).toEqual([30, 60, 120, 240, 480, 900]);
});

test("five failures from one address hold back every name tried from there", () => {
  const brake = createSignInBrake();
  for (let n = 0; n < 5; n += 1)
    findWaitMs(brake, { name: `user-${n}`, address: "192.0.2.1" }, 1_000);
  expect(findWaitMs(brake, { name: "other", address: "192.0.2.1" }, 1_000)).toBe(30_000);
  expect(findWaitMs(brake, { name: "other", address: "192.0.2.2" }, 1_000)).toBe(0);
});

test("an attempt turned away does not lengthen the wait", () => {
  const brake = createSignInBrake();
  for (let n = 0; n < 5; n += 1) findWaitMs(brake, { name: "ada", address: null }, 0);
  for (let n = 0; n < 50; n += 1) findWaitMs(brake, { name: "ada", address: null }, 10_000);
  expect(findWaitMs(brake, { name: "ada", address: null }, 30_000)).toBe(0);
});

test("a quarter of an hour without a failure is a fresh start", () => {
  const brake = createSignInBrake();
  for (let n = 0; n < 5; n += 1) findWaitMs(brake, { name: "ada", address: null }, 0);
  for (let n = 0; n < 5; n += 1)
    expect(findWaitMs(brake, { name: "ada", address: null }, 900_000)).toBe(0);
  expect(findWaitMs(brake, { name: "ada", address: null }, 900_000)).toBe(30_000);
});

test("signing in clears the name; the address only gets that one attempt back", () => {
  const brake = createSignInBrake();
  const attempt = { name: "ada", address: "192.0.2.1" };
  for (let n = 0; n < 4; n += 1) findWaitMs(brake, { ...attempt, name: `guess-${n}` }, 0);
  for (let n = 0; n < 10; n += 1) {
    expect(findWaitMs(brake, attempt, 0)).toBe(0);
    brake.succeed(attempt);
  }
  expect(findWaitMs(brake, { ...attempt, name: "guess-5" }, 0)).toBe(0);
  expect(findWaitMs(brake, { ...attempt, name: "guess-6" }, 0)).toBe(30_000);
});

test("failures far apart never add up", () => {
  const brake = createSignInBrake();
  for (let n = 0; n < 50; n += 1)
    expect(findWaitMs(brake, { name: `user-${n}`, address: "192.0.2.1" }, n * 300_000)).toBe(0);
});

test("where an address is held back, one who signs in does not make the next one wait anew", () => {
  const brake = createSignInBrake();
  for (let n = 0; n < 5; n += 1) findWaitMs(brake, { name: `guess-${n}`, address: "192.0.2.1" }, 0);
  for (let n = 0; n < 10; n += 1) {
    const attempt = { name: `user-${n}`, address: "192.0.2.1" };
    expect(findWaitMs(brake, attempt, 30_000 + n)).toBe(0);
    brake.succeed(attempt);
  }
});

test("attempts at the same moment cannot all slip through", () => {
  const brake = createSignInBrake();
  const waits = Array.from({ length: 100 }, () =>
    findWaitMs(brake, { name: "ada", address: null }, 0),
  );
  expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(5);
});

test("ten thousand names are remembered, and the oldest make room", () => {
  const brake = createSignInBrake();
  for (let n = 0; n < 5; n += 1) findWaitMs(brake, { name: "ada", address: null }, 0);
  for (let n = 0; n < 9_999; n += 1) brake.begin({ name: `guess-${n}`, address: null }, 0);
  expect(findWaitMs(brake, { name: "ada", address: null }, 0)).toBe(30_000);
  brake.begin({ name: "one more", address: null }, 0);
  expect(findWaitMs(brake, { name: "ada", address: null }, 0)).toBe(0);
});

test("all addresses of one IPv6 network count as one", () => {
  const brake = createSignInBrake();
  for (const host of [
    "2001:db8:1:2::1",
    "2001:db8:1:2::2",
    "2001:DB8:1:2:3::",
    "2001:db8:1:2::",
    "2001:db8:1:2:9:9:9:9",
  ])
    findWaitMs(brake, { name: host, address: host }, 0);
  expect(findWaitMs(brake, { name: "other", address: "2001:db8:1:2::ffff" }, 0)).toBe(30_000);
  expect(findWaitMs(brake, { name: "other", address: "2001:db8:1:3::1" }, 0)).toBe(0);
});

test("a look counts nothing, and hears what an attempt would", () => {
  const brake = createSignInBrake();
  const attempt = { name: "ada", address: "192.0.2.1" };
  for (let n = 0; n < 50; n += 1) brake.check(attempt, 1_000);
  for (let n = 0; n < 5; n += 1) brake.begin(attempt, 1_000);
  for (let n = 0; n < 3; n += 1) expect(() => brake.check(attempt, 1_000)).toThrow("Too many");
  expect(findWaitMs(brake, attempt, 1_000)).toBe(30_000);
});

test("a name is one name in each of its spellings, as it is one user", () => {
  const brake = createSignInBrake();
  const spellings = ["정은경".normalize("NFC"), "정은경".normalize("NFD")];
  for (let n = 0; n < 5; n += 1)
    findWaitMs(brake, { name: spellings[n % 2] ?? "", address: `192.0.2.${n}` }, 0);
  for (const name of spellings)
    expect(findWaitMs(brake, { name, address: "198.51.100.1" }, 0)).toBe(30_000);
});
