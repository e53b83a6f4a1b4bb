import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { findUnmasked } from "./find-unmasked.ts";

const ref = { source: "bedrock", id: "job_1" } as const;
const chunkCount = 60;
let taken = 0;

/** `["xx…", "xx…", …]`, an item in each chunk. */
async function* readChunks() {
  taken = 0;
  for (let place = 0; place < chunkCount; place++) {
    taken++;
    yield new TextEncoder().encode(`${place === 0 ? "[" : ","}"${place}${"x".repeat(100_000)}"`);
  }
  yield new TextEncoder().encode("]");
}

const store = {
  openUnmasked: async () => ({ totalBytes: chunkCount * 100_000, chunks: readChunks() }),
};

const find = (places: number[]) => findUnmasked(store, ref, { part: "payload", places });

test("a document is read to the value and no further, and is never held whole", async () => {
  expect((await find([2])).text).toBe(`"2${"x".repeat(100_000)}"`);
  expect(taken).toBe(3);
});

test("others have their turn between the chunks, also while several are asked for", async () => {
  const count = async (signal: AbortSignal) => {
    let turns = 0;
    for (; !signal.aborted; turns++) await setImmediate();
    return turns;
  };
  const ending = new AbortController();
  const turns = count(ending.signal);
  await Promise.all([find([chunkCount - 1]), find([chunkCount - 1])]);
  ending.abort();
  expect(await turns).toBeGreaterThan(chunkCount * 2 - 4);
});
