import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "#lib/sandbox/start-sandbox.ts";
import { createSources } from "../sources/registry.ts";
import { openStore } from "../store/open-store.ts";
import { getJob } from "./get-job.ts";

async function setUp() {
  const sandbox = await startSandbox({ jobs: 0, live: false });
  const store = await openStore("file::memory:");
  onTestFinished(async () => {
    await sandbox.close();
    await store.close();
  });
  const { url, apiKey, control } = sandbox;
  const sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    stallMs: 300,
  });
  const source = sources.get("bedrock");
  if (!source) throw new Error("Bedrock is not set up.");
  return { control, source, context: { sources, store } };
}

test("a job known from the list alone is shown though its upstream is slow, and news of it is taken in later", async () => {
  const { control, source, context } = await setUp();
  const id = control.createJob({ status: "RUNNING" });
  const ref = { source: "bedrock", id } as const;
  const options = { priority: "background", signal: new AbortController().signal } as const;
  await context.store.ingestAll((await source.listJobs({ limit: 10 }, options)).facts);
  control.fault({ kind: "slow", delayMs: 1_500, jobId: id });
  const { job, problem } = await getJob(context, ref, { patienceMs: 20 });
  expect(await context.store.findReadAt(ref)).toBeNull();
  expect(job).toMatchObject({ id, status: "running", payloadBytes: null });
  expect(problem?.code).toBe("upstream_timeout");
  await expect.poll(() => context.store.findReadAt(ref), { timeout: 10_000 }).not.toBeNull();
});

test("a running job is read anew, though it was read ahead of a clock that was set back", async () => {
  const { control, source, context } = await setUp();
  const id = control.createJob({ status: "RUNNING" });
  const ref = { source: "bedrock", id } as const;
  const fact = await source.getJob(id, { priority: "person" });
  await context.store.ingest({ ...fact, observedAt: Date.now() + 3_600_000 });
  control.advance(id, { status: "COMPLETED" });
  const asked = control.requests(id).total;
  await getJob(context, ref);
  expect(control.requests(id).total).toBeGreaterThan(asked);
});

test("a job that nobody knows yet is waited for", async () => {
  const { control, context } = await setUp();
  const id = control.createJob({ status: "RUNNING" });
  control.fault({ kind: "slow", delayMs: 200, jobId: id });
  const { problem } = await getJob(context, { source: "bedrock", id }, { patienceMs: 20 });
  expect(problem).toBeNull();
});
