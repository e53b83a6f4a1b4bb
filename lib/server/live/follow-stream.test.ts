import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Link } from "#lib/domain/live-frame.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "#lib/sandbox/start-sandbox.ts";
import { createBedrockSource } from "../sources/bedrock/bedrock-source.ts";
import type { StreamingSource } from "../sources/source.ts";
import { isStreaming } from "../sources/source.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { followStream } from "./follow-stream.ts";

const patient = { timeout: 10_000 };
let sandbox: Sandbox;
let source: StreamingSource;
let store: Store;
let stop: AbortController;
/** How far ahead of the real one the follower's clock is. */
let aheadMs: number;

beforeEach(async () => {
  store = await openStore("file::memory:");
  stop = new AbortController();
  aheadMs = 0;
});

afterEach(async () => {
  stop.abort();
  await sandbox.close();
  await store.close();
});

async function follow(options: SandboxOptions) {
  sandbox = await startSandbox({ jobs: 0, live: false, ...options });
  const { url, apiKey } = sandbox;
  const created = createBedrockSource({ url, apiKey, apiVersion: "2026-01-01", stallMs: 45_000 });
  if (!isStreaming(created)) throw new Error("no stream");
  source = created;
  const id = sandbox.control.createJob({ status: "RUNNING" });
  const links: Link[] = [];
  void followStream({
    id,
    source,
    signal: stop.signal,
    now: () => Date.now() + aheadMs,
    random: () => 1,
    setLink: (link) => links.push(link),
    ingest: async (fact) => (await store.ingest(fact)).job,
  });
  await expect.poll(() => links.at(-1)?.state, patient).toBe("live");
  return { id, links };
}

test("a stream that ends and comes back at once stays live, which is not told anew", async () => {
  const { id, links } = await follow({ requestsPerMinute: 0 });
  sandbox.control.disturbStreams("end");
  await expect.poll(() => sandbox.control.requests(id), patient).toMatchObject({ get: 2 });
  await sleep(200);
  expect(links.map(({ state }) => state)).toEqual(["live"]);
});

test("an upstream that ends each stream at once has no live link while nothing is open", async () => {
  const { links } = await follow({ requestsPerMinute: 0, streamLimitMs: 20 });
  await expect.poll(() => links.at(-1)?.state, patient).toBe("reconnecting");
  expect(links.at(-1)).toMatchObject({
    detail: "Bedrock ended its stream.",
    retryAt: expect.any(Number),
  });
});

test("a stream that is slow to open again says what is waited for, once", async () => {
  const { links } = await follow({ requestsPerMinute: 0 });
  sandbox.control.fault({ route: "stream", kind: "hang" });
  sandbox.control.disturbStreams("end");
  await expect.poll(() => links.at(-1)?.state, patient).toBe("reconnecting");
  await sleep(2_000);
  expect(links.slice(1)).toMatchObject([{ detail: "Waiting for Bedrock to answer." }]);
});

test("a job whose stream is refused is not called stale while it is read itself", async () => {
  const { id, links } = await follow({ requestsPerMinute: 0 });
  sandbox.control.fault({ route: "stream", kind: "status", status: 403 });
  sandbox.control.disturbStreams("end");
  await expect.poll(() => links.at(-1)?.state, patient).toBe("reconnecting");
  const told = links.length;
  const { get: reads } = sandbox.control.requests(id);
  aheadMs = 61_000;
  await expect.poll(() => links.length, patient).toBeGreaterThan(told);
  expect(sandbox.control.requests(id).get).toBeGreaterThan(reads);
  expect(links.at(-1)).toMatchObject({ state: "reconnecting", retryAt: expect.any(Number) });
  expect(links.at(-1)?.since).toBeGreaterThan(Date.now() + aheadMs - 5_000);
});

test("a stream that cannot be opened again for the request limit says so, and until when", async () => {
  const { id, links } = await follow({ requestsPerMinute: 10 });
  for (let used = 0; used < 6; used += 1) await source.getJob(id, { priority: "person" });
  sandbox.control.disturbStreams("end");
  const endedAt = Date.now();
  await expect.poll(() => links.at(-1)?.state, patient).toBe("reconnecting");
  expect(Date.now() - endedAt).toBeLessThan(2_500);
  const told = links.at(-1);
  expect(told?.detail).toContain("request limit");
  expect(told?.retryAt).toBe(source.budget().resetAt);
  await sleep(2_000);
  expect(links.at(-1)).toBe(told);
});
