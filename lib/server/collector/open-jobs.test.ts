import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { createBedrockSource } from "../sources/bedrock/bedrock-source.ts";
import { createFigurSource } from "../sources/figur/figur-source.ts";
import type { Source } from "../sources/source.ts";
import { createUnstructuredSource } from "../sources/unstructured/unstructured-source.ts";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { createClock } from "./clock.ts";
import { createCollector, type Collector } from "./collector.ts";

const patient = { timeout: 20_000, interval: 5 };
const hourMs = 3_600_000;
let sandbox: Sandbox;
let store: Store;
let collector: Collector | undefined;

beforeEach(async () => {
  sandbox = await startSandbox({ live: false, requestsPerMinute: 0, jobs: 0 });
  store = await openStore("file::memory:");
});

afterEach(async () => {
  await collector?.close();
  await sandbox.close();
  await store.close();
});

function start(source: Source, clock: ReturnType<typeof createClock>, keepDays = 0): void {
  collector = createCollector({
    ...{ sources: new Map([[source.name, source]]), store, days: 14, keepDays, clock },
    random: () => 0.5,
    hub: { stats: () => ({ watches: 0, viewers: 1, listViewers: 1 }) },
    onError: (error) => expect.unreachable(String(error)),
  });
}

test("an end that a list tells only once a minute is known within half of that", async () => {
  const clock = createClock(20);
  const { url, control } = sandbox.unstructured;
  const { apiKey } = sandbox;
  start(createUnstructuredSource({ url, apiKey, now: clock.now }), clock);
  const states = () => collector?.states().get("unstructured");
  await expect.poll(() => states()?.lastSuccessAt, patient).toBeGreaterThan(0);
  const id = control.createJob({ status: "IN_PROGRESS" });
  const findStatus = async () => (await store.findJob({ source: "unstructured", id }))?.status;
  await expect.poll(findStatus, patient).toBe("running");
  control.advance(id, { status: "COMPLETED", runtime: "PT1S" });
  const endedAt = clock.now();
  await expect.poll(findStatus, patient).toBe("succeeded");
  expect(clock.now() - endedAt).toBeLessThan(25_000);
  const counted = control.requests(id).total;
  const until = clock.now() + 60_000;
  await expect.poll(() => clock.now(), patient).toBeGreaterThan(until);
  expect(control.requests(id).total).toBe(counted);
  expect(states()?.sentLastMinute).toBeLessThanOrEqual(20);
});

test("a job that its upstream has forgotten is running no more, until it is known again", async () => {
  const clock = createClock(1_000);
  const { url, apiKey, control } = sandbox;
  const fields = { type: "parse", status: "running", rawStatus: "RUNNING" } as const;
  const ref = { source: "bedrock", id: "job_forgotten" } as const;
  const [createdAt, startedAt] = [Date.now() - 2 * hourMs, Date.now() - hourMs];
  const observedAt = Date.now() - hourMs;
  await store.ingest(
    buildFact({ ...ref, observedAt, fields: { ...fields, createdAt, startedAt } }),
  );
  const settings = { url, apiKey, apiVersion: "2026-01-01", stallMs: 300, now: clock.now };
  start(createBedrockSource(settings), clock);
  await expect.poll(() => control.requests(ref.id).total, patient).toBe(1);
  expect((await store.findJob(ref))?.status).toBe("running");
  const findStatus = async () => (await store.findJob(ref))?.status;
  await expect.poll(findStatus, patient).toBe("unknown");
  expect(control.requests(ref.id).total).toBe(2);
  expect(await store.findJob(ref)).toMatchObject({ rawStatus: "RUNNING", createdAt, startedAt });
  expect((await store.listJobs({})).counts).toMatchObject({ running: 0, unknown: 1 });
  // Behind the newest page, so that only a read of it tells.
  control.createJob({ id: ref.id, createdAt });
  for (let n = 0; n < 120; n += 1) control.createJob();
  control.advance(ref.id, { status: "RUNNING", at: startedAt });
  await expect.poll(findStatus, patient).toBe("running");
});

test("an end that a list tells vaguely is read, but not of a job that is long forgotten", async () => {
  const clock = createClock(400);
  const { url, control } = sandbox.figur;
  const createAt = (createdAt: number) => control.createJob({ status: "SUCCESS", createdAt });
  const old = createAt(Date.now() - 60 * 24 * hourMs);
  const id = createAt(Date.now() - hourMs);
  start(createFigurSource({ url, apiKey: sandbox.apiKey, now: clock.now }), clock, 30);
  await expect.poll(() => control.requests(id).total, patient).toBeGreaterThan(0);
  const until = clock.now() + 120_000;
  await expect.poll(() => clock.now(), patient).toBeGreaterThan(until);
  expect(control.requests(old).total).toBe(0);
  expect(await store.findJob({ source: "figur", id: old })).toBeUndefined();
});
