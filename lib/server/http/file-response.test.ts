import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { createSources } from "../sources/registry.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { openArtifact } from "../jobs/open-artifact.ts";
import { toFileResponse } from "./file-response.ts";

const vera = { name: "vera", role: "viewer", address: "192.0.2.1" } as const;
let sandbox: Sandbox;
let store: Store;
const { signal } = new AbortController();

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false });
  store = await openStore("file::memory:");
});

afterEach(async () => {
  await sandbox.close();
  await store.close();
});

async function open(id: string, fileId: string) {
  const { url, apiKey, unstructured } = sandbox;
  const sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    unstructured: { url: unstructured.url, apiKey },
    stallMs: 300,
  });
  const ref = { source: "unstructured", id } as const;
  const opened = await openArtifact(
    { sources, store },
    vera,
    ref,
    { fileId, nodeId: null },
    signal,
  );
  return toFileResponse(opened, fileId);
}

test("an output file comes through as a file to save, under its own name, never to be run, and is recorded", async () => {
  const id = sandbox.unstructured.control.createJob({
    status: "COMPLETED",
    output_node_files: [{ node_id: null, file_id: "dir/résumé.pdf.json" }],
    outputBytes: 2_000_000,
  });
  const response = await open(id, "dir/résumé.pdf.json");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition":
      "attachment; filename=\"r_sum_.pdf.json\"; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf.json",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(2_000_000);
  expect(await store.audit.list({ limit: 9 })).toMatchObject([
    {
      actor: "vera",
      action: "exported",
      subject: `unstructured:${id}`,
      detail: "file dir/résumé.pdf.json",
    },
  ]);
});

test("a file that the job does not name, or that is gone, is a problem", async () => {
  const { control } = sandbox.unstructured;
  const output_node_files = [{ node_id: null, file_id: "a.json" }];
  const id = control.createJob({ status: "COMPLETED", output_node_files });
  await expect(open(id, "gone.json")).rejects.toMatchObject({ code: "file_not_found" });
  await (await open(id, "a.json")).body?.cancel();
  control.advance(id, { output_node_files: [] });
  await expect(open(id, "a.json")).rejects.toMatchObject({ code: "file_not_found" });
});

test("a download that breaks off upstream breaks off here, and is not taken for whole", async () => {
  const { control } = sandbox.unstructured;
  const output_node_files = [{ node_id: null, file_id: "a.json" }];
  const id = control.createJob({ status: "COMPLETED", output_node_files, outputBytes: 900_000 });
  control.fault({ kind: "cut", route: "download" });
  const response = await open(id, "a.json");
  await expect(response.arrayBuffer()).rejects.toBeInstanceOf(Error);
});
