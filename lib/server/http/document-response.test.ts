import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { createTestDatabase, type TestDatabase } from "../store/create-test-database.ts";
import { toDocumentResponse } from "./document-response.ts";

const payloadBytes = 50_000_000;
const ref = { source: "bedrock", id: "job_1" } as const;
let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await createTestDatabase();
  store = await openStore(database.url);
});
afterEach(async () => {
  await store.close();
  await database.remove();
});

/** Everything that is held outside and inside of the heap. */
function readHeldBytes(): number {
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

async function settle(): Promise<number> {
  let held = Infinity;
  for (let look = 0; look < 10; look += 1) {
    globalThis.gc?.();
    await sleep(50);
    held = Math.min(held, readHeldBytes());
  }
  return held;
}

/** A text that packs badly, so that what is stored is nearly as large as what is served. */
async function ingestLarge(): Promise<void> {
  const random = (length: number) =>
    Buffer.from(crypto.getRandomValues(new Uint8Array(length))).toString("base64url");
  const blocks = Array.from({ length: 1_024 }, () => `"${random(36_621)}"`);
  const bytes = Buffer.from(`[${blocks.join(",")}]`);
  expect(Math.abs(bytes.byteLength - payloadBytes)).toBeLessThan(100_000);
  const payload = { start: 0, end: bytes.byteLength };
  await store.ingest(buildFact({ document: { bytes, payload, results: null } }));
}

test.each([null, "gzip", "zstd"])(
  "a payload of 50 MB is served with a few megabytes more, by a reader in no hurry too, and leaves nothing behind (packed: %s)",
  async (acceptEncoding) => {
    await ingestLarge();
    const idle = await settle();
    const response = await toDocumentResponse(
      { sources: new Map(), store },
      { ref, part: "payload", acceptEncoding },
    );
    let [peak, received] = [0, 0];
    for await (const piece of response.body ?? []) {
      received += piece.byteLength;
      peak = Math.max(peak, readHeldBytes());
      if (received % 7 === 0) await sleep(1);
    }
    expect(received).toBeGreaterThan(payloadBytes * 0.7);
    expect(peak - idle).toBeLessThan(2 * payloadBytes);
    expect((await settle()) - idle).toBeLessThan(payloadBytes / 2);
  },
);
