import { afterEach, beforeEach, expect, test } from "vitest";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { toExportResponse } from "./export-response.ts";
import { toJobFileResponse } from "./job-file-response.ts";
import { createSources } from "../sources/registry.ts";

const vera = { name: "vera", role: "viewer", address: "192.0.2.1" } as const;
let store: Store;

beforeEach(async () => {
  store = await openStore("file::memory:");
  const bytes = Buffer.from('{"data":{}}');
  await store.ingest(buildFact({ id: "job_1", document: { bytes, payload: null, results: null } }));
});
afterEach(() => store.close());

const list = (address: string, format: "csv" | "json") =>
  toExportResponse(store, vera, new Request(`http://gantry.test${address}`), format);

test("a list that is taken away is on the record with its filter; one that is refused is not", async () => {
  await list("/api/jobs.csv?status=failed", "csv");
  await list("/api/jobs.json", "json");
  await expect(list("/api/jobs.csv?status=oops", "csv")).rejects.toMatchObject({
    code: "bad_request",
  });
  const by = { actor: "vera", address: "192.0.2.1", action: "exported" };
  expect(await store.audit.list({ limit: 9 })).toMatchObject([
    { ...by, subject: "jobs.json", detail: "every job" },
    { ...by, subject: "jobs.csv", detail: "status=failed" },
  ]);
});

test("so is a job that is saved as a file", async () => {
  const sources = createSources({
    bedrock: { url: "http://127.0.0.1:9", apiKey: "key", apiVersion: "2026-01-01" },
    stallMs: 300,
  });
  const ref = { source: "bedrock", id: "job_1" } as const;
  const response = await toJobFileResponse({ sources, store }, vera, ref, "http://gantry.test/");
  expect(await response.json()).toMatchObject({ job: { id: "job_1" } });
  expect(await store.audit.list({ limit: 9 })).toMatchObject([
    { actor: "vera", action: "exported", subject: "bedrock:job_1", detail: "job file" },
  ]);
});
