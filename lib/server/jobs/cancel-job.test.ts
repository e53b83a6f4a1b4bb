import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { createSources } from "../sources/registry.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { cancelJob } from "./cancel-job.ts";

const ada = { name: "ada", role: "operator", address: null } as const;
let sandbox: Sandbox;
let store: Store;
let context: { sources: ReturnType<typeof createSources>; store: Store };

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false });
  store = await openStore("file::memory:");
  const { url, apiKey, unstructured } = sandbox;
  const sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    unstructured: { url: unstructured.url, apiKey },
    stallMs: 300,
  });
  context = { sources, store };
});

afterEach(async () => {
  await sandbox.close();
  await store.close();
});

const cancel = (id: string, actor: { role: "viewer" | "operator" } = ada) =>
  cancelJob(context, { ...ada, ...actor }, { source: "unstructured", id });

test("a cancel is asked of the upstream, told in the timeline, recorded, and the truth is read", async () => {
  const { control } = sandbox.unstructured;
  const id = control.createJob({ status: "IN_PROGRESS" });
  const job = await cancel(id);
  expect(job).toMatchObject({ status: "canceled", rawStatus: "cancelled" });
  expect(job.cancelAskedAt).toEqual(expect.any(Number));
  expect(job.events.map(({ message }) => message)).toContain("Cancel asked by ada");
  expect(await store.audit.list({ limit: 1 })).toMatchObject([
    { action: "job_canceled", actor: "ada", subject: `unstructured:${id}` },
  ]);
});

test("that it was asked is told before the upstream has answered", async () => {
  const { control } = sandbox.unstructured;
  const id = control.createJob({ status: "IN_PROGRESS" });
  control.fault({ kind: "slow", delayMs: 300, route: "cancel" });
  const seen: (number | null | undefined)[] = [];
  store.subscribe(({ job }) => seen.push(job.cancelAskedAt));
  const done = cancel(id);
  await expect.poll(() => seen.at(-1)).toEqual(expect.any(Number));
  expect(await store.findJob({ source: "unstructured", id })).toMatchObject({ status: "running" });
  await done;
});

test("a job that has ended is a conflict, and the upstream is not asked to cancel it", async () => {
  const { control } = sandbox.unstructured;
  const id = control.createJob({ status: "COMPLETED" });
  await expect(cancel(id)).rejects.toMatchObject({ code: "conflict" });
  expect(control.requests(id).cancel).toBe(0);
});

test("a job that ends while it is asked is a conflict, and is shown as it is", async () => {
  const { control } = sandbox.unstructured;
  const id = control.createJob({ status: "IN_PROGRESS" });
  control.fault({ kind: "status", status: 409, route: "cancel" });
  await expect(cancel(id)).rejects.toMatchObject({ code: "conflict" });
  const job = await store.findJob({ source: "unstructured", id });
  expect(job?.cancelAskedAt).toBeNull();
  expect(job?.events.at(-1)?.message).toMatch(/^Cancel not taken: Unstructured/);
});

test("a viewer may not cancel, and a source that cannot is not supported", async () => {
  const id = sandbox.unstructured.control.createJob({ status: "IN_PROGRESS" });
  await expect(cancel(id, { role: "viewer" })).rejects.toMatchObject({ code: "forbidden" });
  const bedrock = { source: "bedrock", id: sandbox.control.createJob() } as const;
  await expect(cancelJob(context, ada, bedrock)).rejects.toMatchObject({ code: "not_supported" });
  expect(sandbox.unstructured.control.requests().cancel).toBe(0);
});

test("a job that nobody knows is not found", async () => {
  await expect(cancel("00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({
    code: "not_found",
  });
});
