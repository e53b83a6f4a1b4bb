import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "#lib/sandbox/start-sandbox.ts";
import { getKnownJob } from "../jobs/get-known-job.ts";
import { createSources } from "../sources/registry.ts";
import { openStore } from "../store/open-store.ts";
import { toDocumentResponse } from "./document-response.ts";
import { toJobFileResponse } from "./job-file-response.ts";

/** A job that only the list has told of, and an upstream that is away. */
async function startUnread() {
  const { url, apiKey, control, close } = await startSandbox({ jobs: 0, live: false });
  const store = await openStore("file::memory:");
  onTestFinished(() => store.close());
  const sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    stallMs: 300,
  });
  const id = control.createJob({ status: "COMPLETED" });
  const { signal } = new AbortController();
  const page = await sources
    .get("bedrock")
    ?.listJobs?.({ limit: 10 }, { priority: "person", signal });
  await store.ingestAll(page?.facts ?? []);
  await close();
  return { context: { sources, store }, ref: { source: "bedrock", id } as const };
}

test("a document that could not be asked for is not called missing", async () => {
  const { context, ref } = await startUnread();
  await expect(
    toDocumentResponse(context, { ref, part: "payload", acceptEncoding: null }),
  ).rejects.toMatchObject({ code: expect.stringMatching(/^upstream_/) });
});

test("a job of which parts could not be asked for is not saved as a file, nor recorded", async () => {
  const { context, ref } = await startUnread();
  const actor = { name: "ada", role: "viewer", address: null } as const;
  await expect(
    toJobFileResponse(context, actor, ref, "http://gantry.example/"),
  ).rejects.toMatchObject({ code: expect.stringMatching(/^upstream_/) });
  expect(await context.store.audit.list({ limit: 10 })).toEqual([]);
});

test("what the list told of it is known all the same, and why the rest is not", async () => {
  const { context, ref } = await startUnread();
  expect(await getKnownJob(context, ref)).toMatchObject({
    job: { id: ref.id, status: "succeeded" },
    problem: { code: expect.stringMatching(/^upstream_/) },
  });
});
