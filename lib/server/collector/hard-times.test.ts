import { afterEach, beforeEach, expect, test } from "vitest";
import { ProblemError } from "#lib/domain/problem.ts";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { createSources } from "../sources/registry.ts";
import type { Source } from "../sources/source.ts";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { createClock } from "./clock.ts";
import { createCollector, type Collector, type CollectorOptions } from "./collector.ts";

const patient = { timeout: 15_000 };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let sandbox: Sandbox;
let store: Store;
let bedrock: Source;
let collector: Collector | undefined;
let errors: unknown[];

beforeEach(async () => {
  sandbox = await startSandbox({ live: false, requestsPerMinute: 0, jobs: 0 });
  const { url, apiKey } = sandbox;
  const sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    ...{ unstructured: null, figur: null, stallMs: 300 },
  });
  const source = sources.get("bedrock");
  if (!source) throw new Error("There is no Bedrock.");
  bedrock = source;
  store = await openStore("file::memory:");
  errors = [];
});

afterEach(async () => {
  await collector?.close();
  await sandbox.close();
  await store.close();
});

async function start(more: Partial<CollectorOptions> = {}, source = bedrock): Promise<void> {
  await collector?.close();
  collector = createCollector({
    ...{ sources: new Map([["bedrock", source]]), store, days: 14, random: () => 0.5 },
    hub: { stats: () => ({ watches: 0, viewers: 1, listViewers: 1 }) },
    onError: (error) => void errors.push(error),
    clock: createClock(200),
    ...more,
  });
}

const state = () => collector?.states().get("bedrock");
const isRead = () => state()?.backfilledAt != null && state()?.stretches.length === 0;
const countStored = async () => (await store.listJobs({ limit: 1 })).total;
const addJobs = (count: number, createdAt: number) =>
  Array.from({ length: count }, (_, n) => sandbox.control.createJob({ createdAt: createdAt + n }));

const saved = {
  ...{ seenUpTo: 0, stretches: [], backfilledAt: 1, lastSuccessAt: 1 },
  ...{ failure: null, broken: null },
};

function buildOpenFact(id: string, createdAt: number) {
  const fields = { type: "parse", status: "running", rawStatus: "RUNNING", createdAt } as const;
  return buildFact({ id, observedAt: Date.now() - dayMs, fields });
}

test("a job that is dated ahead hides none that come after it", async () => {
  const ahead = buildOpenFact("job_ahead", Date.now() + dayMs);
  const withAhead: Source = {
    ...bedrock,
    async listJobs(query, options) {
      const page = await bedrock.listJobs(query, options);
      return { ...page, facts: [ahead, ...page.facts] };
    },
  };
  addJobs(50, Date.now() - 60_000);
  await start({}, withAhead);
  await expect.poll(isRead, patient).toBe(true);
  await collector?.close();
  addJobs(250, Date.now() - 30_000);
  await start({}, withAhead);
  await expect.poll(countStored, patient).toBe(301);
});

test("a page that the database refuses is read again", async () => {
  addJobs(350, Date.now() - dayMs);
  let refusals = 0;
  const refuse = async (): Promise<never> => {
    refusals += 1;
    throw new Error("The connection is lost.");
  };
  let calls = 0;
  const isRefusing = () => calls > 8 && refusals < 120;
  const flaky: Store = {
    ...store,
    ingestAll: (facts) => {
      calls += 1;
      return isRefusing() ? refuse() : store.ingestAll(facts);
    },
    ingest: (fact) => (isRefusing() ? refuse() : store.ingest(fact)),
  };
  await start({ store: flaky });
  await expect.poll(countStored, patient).toBe(350);
  await expect.poll(isRead, patient).toBe(true);
  expect(refusals).toBe(120);
  expect(errors).not.toEqual([]);
});

test("a page of which the database refuses a part is read again", async () => {
  addJobs(350, Date.now() - dayMs);
  let calls = 0;
  const flaky: Store = {
    ...store,
    ingestAll: async (facts) => {
      if (calls < 230) throw new Error("The connection is lost.");
      return await store.ingestAll(facts);
    },
    async ingest(fact) {
      calls += 1;
      if (calls > 130 && calls <= 230) throw new Error("The connection is lost.");
      return await store.ingest(fact);
    },
  };
  await start({ store: flaky });
  await expect.poll(isRead, patient).toBe(true);
  expect(await countStored()).toBe(350);
  expect(state()?.broken).toBeNull();
});

test("a job that the database never takes costs itself alone", async () => {
  const [poison] = addJobs(150, Date.now() - dayMs);
  const refuse = async (): Promise<never> => {
    throw new Error("It is not to be stored.");
  };
  const strict: Store = {
    ...store,
    ingestAll: (facts) =>
      facts.some(({ id }) => id === poison) ? refuse() : store.ingestAll(facts),
    ingest: (fact) => (fact.id === poison ? refuse() : store.ingest(fact)),
  };
  await start({ store: strict });
  await expect.poll(isRead, patient).toBe(true);
  expect(await countStored()).toBe(149);
  expect(state()?.broken?.count).toBe(1);
});

test("a gap that a look finds while a stretch is read is read, too", async () => {
  addJobs(150, Date.now() - dayMs);
  const [reading, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await start(
    { clock: createClock(20) },
    {
      ...bedrock,
      async listJobs(query, options) {
        const page = await bedrock.listJobs(query, options);
        if (query.createdAfter !== undefined) {
          reading.resolve();
          await gate.promise;
        }
        return page;
      },
    },
  );
  await reading.promise;
  addJobs(250, Date.now() - 1_000);
  await expect
    .poll(async () => {
      await collector?.readIfOld();
      return state()?.stretches.length;
    }, patient)
    .toBe(2);
  gate.resolve();
  await expect.poll(countStored, patient).toBe(400);
});

test("a database that does not answer for a moment stops nothing", async () => {
  addJobs(1, Date.now() - hourMs);
  let isDown = true;
  const listPage: Store["listPage"] = async (options) => {
    if (isDown) throw new Error("The connection is lost.");
    return await store.listPage(options);
  };
  await start({ store: { ...store, listPage } });
  await expect.poll(() => errors.length, patient).toBeGreaterThan(0);
  isDown = false;
  addJobs(1, Date.now());
  await expect.poll(countStored, patient).toBe(2);
});

test("an open job is read again while a stretch of the list cannot be", async () => {
  const [id = ""] = addJobs(1, Date.now() - hourMs);
  await store.ingest(buildOpenFact(id, Date.now() - hourMs));
  addJobs(150, Date.now() - 1_000);
  sandbox.control.advance(id, { status: "COMPLETED" });
  await start(
    {},
    {
      ...bedrock,
      async listJobs(query, options) {
        if (query.createdAfter !== undefined)
          throw new ProblemError("upstream_error", "This page is not to be had.");
        return await bedrock.listJobs(query, options);
      },
    },
  );
  const findStatus = async () => (await store.findJob({ source: "bedrock", id }))?.status;
  await expect.poll(findStatus, patient).toBe("succeeded");
  expect(state()?.stretches).toHaveLength(1);
});

test("open jobs that the upstream has forgotten keep no other from being read", async () => {
  const [id = ""] = addJobs(1, Date.now() - hourMs);
  const forgotten = Array.from({ length: 500 }, (_, n) =>
    buildOpenFact(`job_forgotten${n}`, Date.now() - dayMs),
  );
  await store.ingestAll([...forgotten, buildOpenFact(id, Date.now() - hourMs)]);
  sandbox.control.advance(id, { status: "COMPLETED" });
  const listNothing = async () => ({ facts: [], next: null });
  await start({ clock: createClock(5_000) }, { ...bedrock, listJobs: listNothing });
  const findStatus = async () => (await store.findJob({ source: "bedrock", id }))?.status;
  await expect.poll(findStatus, patient).toBe("succeeded");
});

test("a clock that is set back stops nothing", async () => {
  let backMs = 0;
  const clock = createClock(200);
  await start({ clock: { ...clock, now: () => clock.now() - backMs } });
  await expect.poll(isRead, patient).toBe(true);
  backMs = 6 * hourMs;
  addJobs(1, Date.now());
  await expect.poll(countStored, patient).toBe(1);
});

test("an upstream whose clock is ahead is not read over and over", async () => {
  const clock = createClock(200);
  addJobs(250, Date.now() - hourMs);
  await start({ clock: { ...clock, now: () => clock.now() - 6 * hourMs } });
  await expect.poll(isRead, patient).toBe(true);
  const looks = sandbox.control.requests().list;
  await expect.poll(() => sandbox.control.requests().list, patient).toBeGreaterThan(looks + 5);
  expect(state()?.stretches).toEqual([]);
});

test("a Gantry beside the one that collects tells what that one has saved, and goes on from there", async () => {
  const now = Date.now();
  const unread = { cursor: null, before: null, reached: null, last: null, jobs: 0 };
  const stretch = { ...unread, from: now, until: now - dayMs };
  const theirs = { ...saved, seenUpTo: now - hourMs, stretches: [stretch] };
  let isHeld = false;
  const lease = async () => ({ isHeld, isWanted: false });
  await start({ store: { ...store, collector: { ...store.collector, lease } } });
  await store.collector.save("bedrock", theirs);
  await expect.poll(state, patient).toMatchObject(theirs);
  addJobs(3, now - 2 * hourMs);
  await collector?.readIfOld();
  expect(await countStored()).toBe(3);
  expect(await store.collector.load("bedrock")).toEqual(theirs);
  isHeld = true;
  await expect.poll(isRead, patient).toBe(true);
  expect(await store.collector.load("bedrock")).toMatchObject({ stretches: [] });
});

test("the lease is given back once nothing more is saved, even if that fails", async () => {
  const told: string[] = [];
  const states: Store["collector"] = {
    ...store.collector,
    async lease({ holder }) {
      told.push(holder);
      return { isHeld: true, isWanted: false };
    },
    async save(source, saved) {
      told.push("saved");
      await store.collector.save(source, saved);
    },
    async release(holder) {
      told.push("released", holder);
      throw new Error("The connection is lost.");
    },
  };
  await start({ store: { ...store, collector: states } });
  await expect.poll(isRead, patient).toBe(true);
  await collector?.close();
  expect(told.slice(-2)).toEqual(["released", told[0]]);
  expect(errors).toEqual([new Error("The connection is lost.")]);
});
