import { spawn } from "node:child_process";
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { mergeJob } from "#lib/domain/merge/merge-job.ts";
import { buildDocument, buildEvent, buildFact } from "./build-fact.ts";
import type { OpenedDocument } from "./document-queries.ts";
import { chunkBytes } from "./save-document.ts";
import { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
import { openStore, type Change, type Store } from "./open-store.ts";

let database: TestDatabase;
let url: string;
let store: Store;
const ref = { source: "bedrock", id: "job_1" } as const;

beforeEach(async () => {
  database = await createTestDatabase();
  url = database.url;
  store = await openStore(url);
});

afterEach(async () => {
  await store.close();
  await database.remove();
});

const fullFact = buildFact({
  fields: {
    status: "failed",
    rawStatus: "FAILED",
    organizationId: "org_1",
    project: { id: "prj_1", name: "Tower" },
    target: { type: "Block", id: "blk_1" },
    parentId: "job_0",
    createdAt: 10,
    updatedAt: 90,
    progress: { fraction: 0.25, message: "Reading" },
    error: { code: "BAD_INPUT", message: "No pages" },
    cost: { amount: 0.042, unit: "USD" },
  },
  events: [
    buildEvent("queued", 10),
    buildEvent("running", 20),
    { ...buildEvent("failed", 90), ordinal: 3 },
  ],
  artifacts: [
    { kind: "pdf", role: "final", label: null, url: "https://x/y", fileId: "f", nodeId: null },
  ],
  document: buildDocument(`{"a":1}`, `null`),
});

describe("a job", () => {
  test("comes back as it went in, also after the store was closed", async () => {
    const { job } = await store.ingest(fullFact);
    expect(job).toEqual(mergeJob(null, fullFact).job);
    expect(await store.findJob(ref)).toEqual(job);
    await store.close();
    store = await openStore(url);
    expect(await store.findJob(ref)).toEqual(job);
    expect(await store.findJob({ ...ref, source: "figur" })).toBeUndefined();
  });

  test("is the same whatever the order and repeats of its facts", async () => {
    const facts: JobFact[] = [
      fullFact,
      buildFact({ origin: "list", observedAt: 5, fields: { status: "queued", rawStatus: "x" } }),
      buildFact({ origin: "stream", observedAt: 9, events: [buildEvent("running", 20)] }),
    ];
    const expected = await store.ingestAll(facts);
    await fc.assert(
      fc.asyncProperty(
        fc.uuid(),
        fc.shuffledSubarray([...facts, ...facts], { minLength: 6 }),
        async (id, again) => {
          const changes = await store.ingestAll(again.map((fact) => ({ ...fact, id })));
          expect({ ...changes.at(-1)?.job, id: ref.id }).toEqual(expected.at(-1)?.job);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("survives the death of the process right after it was taken in", async () => {
    const storeModule = new URL("open-store.ts", import.meta.url).href;
    const script = `
      const { openStore } = await import(${JSON.stringify(storeModule)});
      const store = await openStore(${JSON.stringify(url)});
      const fields = { type: "parse", status: "running", rawStatus: "RUNNING" };
      await store.ingest({ source: "bedrock", id: "job_1", origin: "read", observedAt: 1, fields, events: [] });
      process.kill(process.pid, "SIGKILL");`;
    const args = ["--conditions=react-server", "--input-type=module", "--eval", script];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
    expect(await store.findJob(ref)).toMatchObject({ type: "parse", status: "running" });
  });

  test("that ended after its last whole read counts as not read, so its results are asked for", async () => {
    const running = { type: "parse", status: "running", rawStatus: "RUNNING" } as const;
    const ended = { status: "succeeded", rawStatus: "COMPLETED" } as const;
    await store.ingest(buildFact({ origin: "read", observedAt: 10, fields: running }));
    expect(await store.findReadAt(ref)).toBe(10);
    await store.ingest(buildFact({ origin: "stream", observedAt: 20, fields: ended }));
    expect(await store.findReadAt(ref)).toBeNull();
    await store.ingest(buildFact({ origin: "read", observedAt: 30, fields: ended }));
    await store.ingest(buildFact({ origin: "list", observedAt: 40, fields: ended }));
    expect(await store.findReadAt(ref)).toBe(30);
  });

  test("that ended while it was read counts as not read, however late that read arrives", async () => {
    const running = { type: "parse", status: "running", rawStatus: "RUNNING" } as const;
    const ended = { status: "succeeded", rawStatus: "COMPLETED" } as const;
    await store.ingest(buildFact({ origin: "stream", observedAt: 20, fields: ended }));
    await store.ingest(buildFact({ origin: "read", observedAt: 30, fields: running }));
    expect(await store.findReadAt(ref)).toBeNull();
  });

  test("was read when its last whole read was observed", async () => {
    expect(await store.findReadAt(ref)).toBeNull();
    await store.ingest(buildFact({ origin: "list", observedAt: 1 }));
    expect(await store.findReadAt(ref)).toBeNull();
    await store.ingest(buildFact({ observedAt: 5 }));
    await store.ingest(buildFact({ observedAt: 3 }));
    await store.ingest(buildFact({ origin: "stream", observedAt: 9 }));
    expect(await store.findReadAt(ref)).toBe(5);
    expect((await store.findJob(ref))?.observedAt).toBe(9);
  });

  test("does not count as read while the upstream's record lags behind its status", async () => {
    await store.ingest(buildFact({ observedAt: 10, fields: { status: "running" } }));
    const ended = { status: "succeeded", rawStatus: "SUCCESS" } as const;
    await store.ingest(buildFact({ observedAt: 20, fields: ended, isLagging: true }));
    expect(await store.findReadAt(ref)).toBeNull();
    await store.ingest(buildFact({ observedAt: 30, fields: ended }));
    expect(await store.findReadAt(ref)).toBe(30);
  });
});

test("texts and instants that a database cannot hold are stored as near as can be, and are no news again", async () => {
  const odd = buildFact({
    fields: {
      type: "nul\0 and half \ud800",
      status: "failed",
      createdAt: 10.7,
      error: { code: "E\0", message: "\udc00" },
    },
    events: [{ ...buildEvent("failed", 20.5), message: "a\0b" }],
  });
  const { job } = await store.ingest(odd);
  expect(job).toMatchObject({ type: "nul\u{fffd} and half \u{fffd}", createdAt: 10 });
  expect(await store.findJob(ref)).toEqual(job);
  expect(await store.ingest(odd)).toMatchObject({ state: false, newEvents: [], reordered: false });
  expect(await store.findJob({ ...ref, id: "job\0" })).toBeUndefined();
  expect((await store.listJobs({ q: "nul\0", duration: { minMs: -0.5 } })).total).toBe(0);
});

describe("changes", () => {
  test("are told once, after they can be read, and not when nothing changed", async () => {
    const told: Change[] = [];
    const unsubscribe = store.subscribe((change) => told.push(change));
    const first = await store.ingest(fullFact);
    const second = await store.ingest({ ...fullFact, observedAt: 2_000 });
    expect(told).toEqual([first]);
    expect(first).toMatchObject({ state: true, progress: true, reordered: false });
    expect(first.newEvents).toHaveLength(3);
    expect(second).toMatchObject({ state: false, progress: false, newEvents: [] });
    expect((await store.findJob(ref))?.observedAt).toBe(2_000);
    unsubscribe();
    await store.ingest(buildFact({ observedAt: 3_000, fields: { type: "other" } }));
    expect(told).toHaveLength(1);
  });

  test("reach the other listeners when one fails", async () => {
    const [errors, told]: [unknown[], Change[]] = [[], []];
    const other = await openStore(url, { onError: (error) => errors.push(error) });
    other.subscribe(() => {
      throw new Error("broken listener");
    });
    other.subscribe((change) => told.push(change));
    await other.ingest(fullFact);
    expect([errors.length, told.length]).toEqual([1, 1]);
    await other.close();
  });

  test("are told in the order of the calls, and nothing of a call that failed", async () => {
    const told: string[] = [];
    store.subscribe(({ job }) => told.push(job.id));
    const broken = buildFact({ id: "broken", observedAt: NaN });
    const results = await Promise.allSettled([
      store.ingestAll([buildFact({ id: "a" }), buildFact({ id: "b" })]),
      store.ingestAll([buildFact({ id: "lost" }), broken]),
      store.ingest(buildFact({ id: "c" })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(told).toEqual(["a", "b", "c"]);
    expect(await store.findJob({ source: "bedrock", id: "lost" })).toBeUndefined();
  });

  test("of 3,000 facts at once are stored while the process goes on", async () => {
    const facts = Array.from({ length: 3_000 }, (_, index) =>
      buildFact({ id: `job_${index}`, origin: "list", events: [buildEvent("queued", index)] }),
    );
    let turns = 0;
    const storing = { isDone: false };
    const done = store.ingestAll(facts).finally(() => {
      storing.isDone = true;
    });
    while (!storing.isDone) {
      await setImmediate();
      turns += 1;
    }
    expect(await done).toHaveLength(3_000);
    expect(turns).toBeGreaterThan(250);
    expect((await store.listJobs({})).total).toBe(3_000);
  }, 60_000);
});

describe("the document", () => {
  const document = buildDocument(`{"n": 1.10, "s":"grün 𝄞"}`, `[1e400,\n 2]`);

  test("comes back part by part, byte for byte", async () => {
    await store.ingest(buildFact({ document }));
    const parts = ["raw", "payload", "results"] as const;
    const found = await Promise.all(parts.map((part) => store.getDocumentPart(ref, part)));
    const texts = found.map((bytes) => new TextDecoder().decode(bytes));
    expect(texts.slice(1)).toEqual([`{"n": 1.10, "s":"grün 𝄞"}`, `[1e400,\n 2]`]);
    expect(found[0]).toEqual(document.bytes);
    expect(await store.findJob(ref)).toMatchObject({ payloadBytes: 29, resultsBytes: 11 });
  });

  test("lacks a part that the upstream did not send", async () => {
    await store.ingest(buildFact({ document: { ...document, results: null } }));
    expect(await store.getDocumentPart(ref, "results")).toBeUndefined();
    expect(await store.getDocumentSlice(ref, "results", 9)).toBeUndefined();
    expect(await store.getDocumentPart({ ...ref, id: "job_2" }, "raw")).toBeUndefined();
  });

  test("is replaced by a later read, never by a list entry, a frame, or an older read", async () => {
    const read = async () => {
      const bytes = await store.getDocumentPart(ref, "payload");
      return [new TextDecoder().decode(bytes), (await store.findJob(ref))?.payloadBytes];
    };
    await store.ingest(buildFact({ observedAt: 5, document: buildDocument("111", "0") }));
    const other = buildDocument("2", "0");
    await store.ingest(buildFact({ observedAt: 6, origin: "list", document: other }));
    await store.ingest(buildFact({ observedAt: 7, origin: "stream", document: other }));
    await store.ingest(buildFact({ observedAt: 4, document: other }));
    expect(await read()).toEqual(["111", 3]);
    await store.ingest(buildFact({ observedAt: 8, document: other }));
    expect(await read()).toEqual(["2", 1]);
  });

  test("that is replaced while it is read stays one version, with its secrets masked", async () => {
    const payload = '{"token":"s3cr3t-s3cr3t","n":1}';
    const write = (observedAt: number, head: string) => {
      const start = head.length;
      const bytes = new TextEncoder().encode(`${head}${payload}}`);
      const span = { start, end: start + payload.length };
      return store.ingest(
        buildFact({ observedAt, document: { bytes, payload: span, results: null } }),
      );
    };
    const heads = ['{"status":"RUNNING","payload":', '{"status":"COMPLETED","payload":'] as const;
    const read = async (opened: OpenedDocument | undefined) =>
      Buffer.concat(await Array.fromAsync(opened?.chunks ?? [])).toString();
    await write(1_000, heads[0]);
    const opened = await store.openDocumentPart(ref, "payload");
    await write(2_000, heads[1]);
    expect(await read(opened)).toBe('{"token":"[masked]","n":1}');
    for (let turns = 0; turns < 60; turns += 1) {
      const written = write(3_000 + turns, heads[turns % 2 === 0 ? 0 : 1]);
      for (let turn = 0; turn < turns % 20; turn += 1) await Promise.resolve();
      const [part, slice] = await Promise.all([
        store.openDocumentPart(ref, "payload").then(read),
        store.getDocumentSlice(ref, "payload", 1_000),
      ]);
      expect(part).toBe('{"token":"[masked]","n":1}');
      expect(new TextDecoder().decode(slice?.bytes)).toBe(part);
      await written;
    }
  });

  test("of a job that has ended is not replaced by a read that does not know it yet", async () => {
    const ended = { status: "succeeded", rawStatus: "COMPLETED" } as const;
    await store.ingest(buildFact({ fields: ended, document: buildDocument("1", "{}") }));
    await store.ingest(buildFact({ observedAt: 2_000, document: buildDocument("1", "null") }));
    expect(await store.findJob(ref)).toMatchObject({ status: "succeeded", resultsBytes: 2 });
  });

  test("tells of each part when it last became another text, also of the same length", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000 });
    const changes = async (payload: string, results: string) => {
      vi.setSystemTime(Date.now() + 1);
      await store.ingest(buildFact({ document: buildDocument(payload, results) }));
      return await Promise.all(
        (["payload", "results"] as const).map((part) => store.findChangedAt(ref, part)),
      );
    };
    expect(await store.findChangedAt(ref, "payload")).toBeNull();
    expect(await changes("111", "0")).toEqual([1_001, 1_001]);
    expect(await changes("111", "0")).toEqual([1_001, 1_001]);
    expect(await changes("112", "0")).toEqual([1_003, 1_001]);
    expect(await changes("112", "10")).toEqual([1_003, 1_004]);
    expect(await store.getDocumentSlice(ref, "results", 9)).toMatchObject({ changedAt: 1_004 });
    vi.useRealTimers();
  });

  test("is cut at any offset without losing a byte", async () => {
    const bytes = Uint8Array.from({ length: 3 * chunkBytes + 5 }, (_, index) => (index * 7) % 251);
    const edges = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, bytes.length];
    for (const start of edges) {
      for (const end of edges.filter((edge) => edge >= start)) {
        const payload = { start, end };
        await store.ingest(buildFact({ document: { bytes, payload, results: null } }));
        const part = await store.getDocumentPart(ref, "payload");
        expect(Buffer.compare(part ?? bytes, bytes.subarray(start, end))).toBe(0);
      }
    }
    await store.ingest(buildFact({ document: buildDocument("1", "2") }));
    expect(await store.getDocumentPart(ref, "raw")).toEqual(buildDocument("1", "2").bytes);
  });

  test("does not begin with half a secret, which only its other half tells", async () => {
    const text = `{"token":"t0k3n","a":"${"a".repeat(9_000)} https://ada:s3cr3t@git.example/x"}`;
    await store.ingest(buildFact({ document: buildDocument(text, "1") }));
    const cut = text.indexOf("@");
    for (const maxBytes of [cut - 3, cut, cut + 1, text.length]) {
      const slice = await store.getDocumentSlice(ref, "payload", maxBytes);
      const shown = new TextDecoder().decode(slice?.bytes);
      expect(shown).toContain('{"token":"[masked]","a":"aaa');
      expect(shown).not.toContain("s3c");
    }
  });

  test("of 50 MB gives a small part without the rest", async () => {
    const bytes = new Uint8Array(50_000_000).fill(120);
    const payload = { start: 2, end: bytes.length - 100 };
    const results = { start: bytes.length - 50, end: bytes.length - 40 };
    await store.ingest(buildFact({ document: { bytes, payload, results } }));
    const before = process.memoryUsage().arrayBuffers;
    const slice = await store.getDocumentSlice(ref, "payload", 10_000);
    expect(slice?.totalBytes).toBe(49_999_898);
    expect(slice?.bytes.length).toBeGreaterThan(5_000);
    expect(slice?.bytes.length).toBeLessThan(10_000);
    expect(await store.getDocumentPart(ref, "results")).toHaveLength(10);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });
});

test("secrets in words, addresses and documents come out masked, and nothing else changes", async () => {
  const url = "https://a.example/b.png?X-Amz-Signature=s3cr3t";
  const error = { code: "E", message: `PUT ${url} failed` };
  await store.ingest(
    buildFact({
      fields: { status: "failed", error },
      events: [{ ...buildEvent("failed", 5), message: 'sent {"password":"s3cr3t"}', error }],
      artifacts: [{ kind: "x", role: null, label: null, url, fileId: null, nodeId: null }],
      document: buildDocument('{"token": "s3cr3t", "n": 1.10}', `["${url}"]`),
    }),
  );
  const ref = { source: "bedrock", id: "job_1" } as const;
  const job = await store.findJob(ref);
  const payload = await store.getDocumentPart(ref, "payload");
  const slice = await store.getDocumentSlice(ref, "results", 1_000);
  const read = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
  expect(read(payload)).toBe('{"token": "[masked]", "n": 1.10}');
  expect(slice?.isWhole).toBe(true);
  expect(read(slice?.bytes)).toBe('["https://a.example/b.png?X-Amz-Signature=[masked]"]');
  expect(read(await store.getDocumentPart(ref, "raw"))).not.toContain("s3cr3t");
  expect(job?.events[0]?.message).toBe('sent {"password":"[masked]"}');
  expect(JSON.stringify(job)).not.toContain("s3cr3t");
});
