import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isTerminal, type Job } from "#lib/domain/job.ts";
import type { Link } from "#lib/domain/live-frame.ts";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { createUnstructuredSource } from "../sources/unstructured/unstructured-source.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { followPolls } from "./follow-polls.ts";

const watch = { priority: "watch" } as const;
let sandbox: Sandbox;
let store: Store;
let stop: AbortController;

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false });
  store = await openStore("file::memory:");
  stop = new AbortController();
});

afterEach(async () => {
  stop.abort();
  await sandbox.close();
  await store.close();
});

const control = () => sandbox.unstructured.control;
const stats = (success: number) => ({
  node_stats: [{ node_name: "N", ready: 100 - success, in_progress: 0, success, failure: 0 }],
});

/** Follows over real HTTP, by a clock that moves only while the poller rests. `act` runs at each rest. */
async function follow(id: string, act: (rest: number) => void, options: { polled?: number } = {}) {
  let clock = Date.now();
  const now = () => clock;
  const { url } = sandbox.unstructured;
  const source = createUnstructuredSource({ url, apiKey: sandbox.apiKey, now });
  const links: Link[] = [];
  const rests: number[] = [];
  const { job } = await store.ingest(await source.getJob(id, watch));
  const before = control().requests(id).total;
  await followPolls({
    job,
    source,
    signal: stop.signal,
    now,
    random: () => 0.5,
    countPolled: () => options.polled ?? 1,
    setLink: (link) => links.push(link),
    ingest: async (fact): Promise<Job> => (await store.ingest(fact)).job,
    rest: async (ms) => {
      clock += ms;
      rests.push(Math.round(ms));
      act(rests.length);
    },
  });
  const requests = control().requests(id).total - before;
  return { links, rests, requests, job: await store.findJob(job) };
}

test("a job is polled to its end: quick after a change, slower while nothing moves", async () => {
  const id = control().createJob({ status: "IN_PROGRESS", details: stats(2) });
  const { rests, job, links } = await follow(id, (rest) => {
    if (rest === 20) control().advance(id, { details: stats(3) });
    if (rest === 24) control().advance(id, { status: "COMPLETED", details: stats(100) });
  });
  expect(rests[0]).toBe(1_000);
  expect(rests.slice(0, 20)).toEqual(rests.slice(0, 20).toSorted((a, b) => a - b));
  expect(Math.max(...rests)).toBe(2_600);
  expect(rests[20]).toBe(1_000);
  expect(rests).toHaveLength(24);
  expect(job).toMatchObject({ status: "succeeded" });
  expect(links[0]).toMatchObject({ state: "polling", detail: "every 1 s" });
  expect(links.at(-1)).toMatchObject({ state: "polling" });
});

test("the cadence is told when it changes, not with every poll", async () => {
  const id = control().createJob({ status: "IN_PROGRESS", details: stats(2) });
  const { links, rests } = await follow(id, (rest) => rest === 60 && stop.abort());
  expect(rests).toHaveLength(60);
  expect(links.length).toBeLessThan(8);
});

test("a quiet job costs one request a poll, and a whole read now and then", async () => {
  const id = control().createJob({ status: "IN_PROGRESS", details: stats(2) });
  const { requests, rests } = await follow(id, (rest) => rest === 44 && stop.abort());
  expect(rests.reduce((a, b) => a + b, 0)).toBeGreaterThan(90_000);
  expect(requests).toBeLessThan(70);
});

test("an end that the job alone tells, while its details say that it runs, is found within a few polls", async () => {
  const id = control().createJob({ status: "IN_PROGRESS", details: stats(2) });
  const details = { ...stats(40), processing_status: "IN_PROGRESS" };
  const { job, rests } = await follow(id, (rest) => {
    if (rest === 20) control().advance(id, { status: "COMPLETED", details });
  });
  expect(job).toMatchObject({ status: "succeeded" });
  expect(rests.slice(20).reduce((a, b) => a + b, 0)).toBeLessThan(8_000);

  const still = control().createJob({ status: "IN_PROGRESS", details: stats(2) });
  const unmoved = { ...stats(2), processing_status: "IN_PROGRESS" };
  const other = await follow(still, (rest) => {
    if (rest === 41) control().advance(still, { status: "COMPLETED", details: unmoved });
  });
  expect(other.job).toMatchObject({ status: "succeeded" });
  expect(other.rests.slice(41).reduce((a, b) => a + b, 0)).toBeLessThan(11_000);
});

test("many polled jobs share the budget: each of them is asked less often", async () => {
  const id = control().createJob({ status: "IN_PROGRESS", details: stats(2) });
  const { rests } = await follow(id, (rest) => rest === 3 && stop.abort(), { polled: 60 });
  expect(Math.min(...rests)).toBeGreaterThanOrEqual(20_000);
});

test("an upstream that fails is asked ever less often, in words, and polled again once it answers", async () => {
  const id = control().createJob({ status: "IN_PROGRESS", details: stats(2) });
  const { links, rests, job } = await follow(id, (rest) => {
    if (rest === 1) control().fault({ kind: "status", status: 500 });
    if (rest === 6) control().clearFaults();
    if (rest === 8) control().advance(id, { status: "STOPPED" });
  });
  const failing = rests.slice(1, 6);
  expect(failing).toEqual(failing.toSorted((a, b) => a - b));
  expect(links.map(({ state }) => state)).toEqual(
    expect.arrayContaining(["polling", "reconnecting", "polling"]),
  );
  const failure = links.find(({ state }) => state === "reconnecting");
  expect(failure).toMatchObject({
    detail: expect.stringContaining("500"),
    retryAt: expect.any(Number),
  });
  expect(job?.status).toBe("canceled");
});

test("a key that is refused makes the link stale, and is tried again but seldom", async () => {
  const id = control().createJob({ status: "IN_PROGRESS" });
  const { links, rests } = await follow(id, (rest) => {
    if (rest === 1) control().fault({ kind: "status", status: 401 });
    if (rest === 3) stop.abort();
  });
  expect(links.at(-1)?.state).toBe("stale");
  expect(rests.at(-1)).toBe(60_000);
});

test("a poll that waits for the request limit says so, and until when", async () => {
  const id = control().createJob({ status: "IN_PROGRESS", details: stats(2) });
  const { url } = sandbox.unstructured;
  const source = createUnstructuredSource({ url, apiKey: sandbox.apiKey });
  const links: Link[] = [];
  const { job } = await store.ingest(await source.getJob(id, watch));
  void followPolls({
    job,
    source,
    signal: stop.signal,
    countPolled: () => 1,
    setLink: (link) => links.push(link),
    ingest: async (fact) => (await store.ingest(fact)).job,
    rest: () => sleep(50),
  });
  await expect.poll(() => links.at(-1)?.state).toBe("polling");
  control().fault({ kind: "status", status: 429, retryAfter: 4, times: 1 });
  await source.getJob(id, { priority: "person" }).catch(() => undefined);
  await expect.poll(() => links.at(-1)?.state, { timeout: 5_000 }).toBe("reconnecting");
  expect(links.at(-1)?.detail).toContain("request limit");
  expect(links.at(-1)?.retryAt).toBe(source.budget().resetAt);
  await expect.poll(() => links.at(-1)?.state, { timeout: 5_000 }).toBe("polling");
});

test("an end that another answer told first is read once, and not polled for", async () => {
  const id = control().createJob({ status: "IN_PROGRESS", details: stats(2) });
  const { job, rests } = await follow(id, (rest) => {
    if (rest !== 2) return;
    // The job has ended; its details do not know yet.
    const details = { ...stats(2), processing_status: "IN_PROGRESS" };
    control().advance(id, { status: "COMPLETED", details });
    void store.ingest({
      source: "unstructured",
      id,
      origin: "list",
      observedAt: Date.now() + 3_600_000,
      fields: { status: "succeeded", rawStatus: "COMPLETED" },
      events: [],
    });
  });
  expect(job && isTerminal(job.status)).toBe(true);
  expect(rests.length).toBeLessThan(5);
});
