import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { createCollector, type Collector } from "../collector/collector.ts";
import { createSources } from "../sources/registry.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { buildFact } from "../store/build-fact.ts";
import { getOverview } from "./get-overview.ts";

let sandbox: Sandbox;
let store: Store;
let collector: Collector;
let sources: ReturnType<typeof createSources>;

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false });
  store = await openStore("file::memory:");
  const { url, apiKey } = sandbox;
  sources = createSources({ bedrock: { url, apiKey, apiVersion: "2026-01-01" }, stallMs: 300 });
});

afterEach(async () => {
  await sandbox.close();
  await collector.close();
  await store.close();
});

function startCollector(): void {
  collector = createCollector({
    ...{ sources, store, days: 14, onError: () => undefined },
    hub: { stats: () => ({ watches: 0, viewers: 0, listViewers: 0 }) },
  });
}

async function read() {
  const startedAt = performance.now();
  const overview = await getOverview({ store, sources, collector }, { pinned: [], opened: [] });
  return { ...overview, ms: performance.now() - startedAt };
}

const addRunning = (id: string) =>
  store.ingest(buildFact({ id, fields: { status: "running", rawStatus: "RUNNING" } }));

test("a source that hangs does not hold up the first page", async () => {
  sandbox.control.fault({ kind: "hang" });
  startCollector();
  await addRunning("job_1");
  const { running, ms } = await read();
  expect(running.map(({ id }) => id)).toEqual(["job_1"]);
  expect(ms).toBeLessThan(2_500);
});

test("a source whose list cannot be read is named on the first page", async () => {
  sandbox.control.fault({ kind: "refuse" });
  startCollector();
  await addRunning("job_1");
  const findFailure = () => collector.states().get("bedrock")?.failure ?? null;
  await expect.poll(findFailure, { timeout: 15_000 }).not.toBeNull();
  const { problems, ms } = await read();
  expect(problems).toMatchObject([{ label: "Bedrock", message: /could not reach Bedrock/ }]);
  expect(ms).toBeLessThan(2_500);
});

test("a Gantry that knows no job yet waits for the first ones", async () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  startCollector();
  expect(await read()).toMatchObject({ running: [{ id }], problems: [] });
});

test("while nothing is known, a source that has not answered is named", async () => {
  sandbox.control.fault({ kind: "hang" });
  startCollector();
  const { running, problems } = await read();
  expect(running).toEqual([]);
  expect(problems).toEqual([{ label: "Bedrock", message: "It has not answered yet." }]);
});
