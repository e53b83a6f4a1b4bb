import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "#lib/sandbox/start-sandbox.ts";
import { createSources } from "../sources/registry.ts";
import { openStore } from "../store/open-store.ts";
import { getJobPage } from "./get-job-page.ts";

test("the page of a job that the list alone has told of says that its record is unread, until the late answer has come", async () => {
  const sandbox = await startSandbox({ jobs: 0, live: false });
  const store = await openStore("file::memory:");
  onTestFinished(async () => {
    await sandbox.close();
    await store.close();
  });
  const { url, apiKey, control } = sandbox;
  const sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    stallMs: 5_000,
  });
  const source = sources.get("bedrock");
  if (!source) throw new Error("Bedrock is not set up.");
  const id = control.createJob({ status: "COMPLETED", results: { score: 1 } });
  const ref = { source: "bedrock", id } as const;
  const options = { priority: "background", signal: new AbortController().signal } as const;
  await store.ingestAll((await source.listJobs({ limit: 10 }, options)).facts);
  control.fault({ kind: "slow", delayMs: 2_500, jobId: id });

  const early = await getJobPage({ sources, store }, ref);
  expect(early).toMatchObject({ isUnread: true, payload: null, results: null });
  expect(early.problem?.code).toBe("upstream_timeout");

  await expect.poll(() => store.findReadAt(ref), { timeout: 10_000 }).not.toBeNull();
  const late = await getJobPage({ sources, store }, ref);
  expect(late).toMatchObject({ isUnread: false, problem: null });
  expect(late.results?.text).toContain("score");
  expect(late.job.events.length).toBeGreaterThan(0);
});
