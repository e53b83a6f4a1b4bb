import { gunzipSync, zstdDecompressSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnswerers } from "#components/payload/create-answerers.ts";
import { openParsed } from "#components/payload/open-text.ts";
import { createJsonParser } from "#lib/domain/json/parse.ts";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { createKeyTest } from "../masking/masked-keys.ts";
import { chunkBytes } from "../store/save-document.ts";
import { toDocumentResponse } from "./document-response.ts";

/** Masking has properties of its own; here the setting takes every key off the list. */
const isSecretKey = () => false;
let store: Store;
let turn = 0;

beforeAll(async () => {
  store = await openStore("file::memory:", { isSecretKey });
});
afterAll(() => store.close());

/** The payload stored, served over the route's own answer, read as the viewer reads it, opened and copied whole. */
async function copyWhole(payload: string): Promise<string> {
  turn += 1;
  const ref = { source: "bedrock", id: `job_${turn % 5}` } as const;
  const [head, tail] = [' {"data":{"payload":', "}} "];
  const bytes = Buffer.from(head + payload + tail);
  const start = Buffer.byteLength(head);
  const span = { start, end: start + Buffer.byteLength(payload) };
  await store.ingest(
    buildFact({ ...ref, observedAt: turn, document: { bytes, payload: span, results: null } }),
  );
  const acceptEncoding = turn % 3 === 0 ? null : turn % 3 === 1 ? "gzip" : "gzip, zstd;q=0.5";
  const response = await toDocumentResponse(
    { sources: new Map(), store },
    { ref, part: "payload", acceptEncoding },
  );
  const sent = await response.bytes();
  const encoding = response.headers.get("content-encoding");
  const received =
    encoding === "zstd" ? zstdDecompressSync(sent) : encoding === "gzip" ? gunzipSync(sent) : sent;
  return openInPieces(received, turn % 2 === 0 ? 65_536 : 1 + (turn % 7)).text({ node: 0 });
}

function openInPieces(bytes: Uint8Array, pieceBytes: number) {
  const parser = createJsonParser(bytes.length);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    parser.push(bytes.subarray(at, at + pieceBytes));
  const text = new TextDecoder().decode(bytes);
  return createAnswerers(text, openParsed(parser.end(text)));
}

const space = fc.constantFrom("", " ", "\n\t ", "\r\n");
const number = fc.constantFrom(
  ...["0", "-0", "1.10", "1e400", "-1E-7", "9007199254740993", "12345678901234567890", "0.1000"],
);
const string = fc
  .array(
    fc.oneof(
      fc
        .string({ unit: "grapheme", maxLength: 6 })
        .map((text) => JSON.stringify(text).slice(1, -1)),
      fc.constantFrom(
        String.raw`\ud800`,
        String.raw`\udc00\ud800`,
        String.raw`\u0000`,
        String.raw`\/`,
      ),
      fc.constantFrom(
        String.raw`\\\"`,
        String.raw`{\"a\":\"b\"}`,
        "?x=1&y=2",
        "password",
        "=".repeat(9),
      ),
    ),
    { maxLength: 5 },
  )
  .map((parts) => `"${parts.join("")}"`);

const { value: json } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(number, string, fc.constantFrom("true", "false", "null", "[]", "{}")),
    fc
      .tuple(space, fc.array(tie("value"), { maxLength: 5 }))
      .map(([s, items]) => `[${s}${items.join(`,${s}`)}${s}]`),
    // Keys repeat, since they are few.
    fc
      .tuple(
        space,
        fc.array(fc.tuple(fc.oneof(string, fc.constantFrom('"a"', '"token"')), tie("value")), {
          maxLength: 5,
        }),
      )
      .map(
        ([s, members]) =>
          `{${s}${members.map(([key, value]) => `${key}${s}:${s}${value}`).join(`${s},`)}${s}}`,
      ),
  ),
}));

test("any JSON text comes back byte for byte: through the store, the server and the viewer's model", async () => {
  await fc.assert(
    fc.asyncProperty(json, async (payload) => {
      expect(await copyWhole(payload)).toBe(payload);
    }),
    { numRuns: 300 },
  );
});

test("so do texts longer than a chunk, characters of several bytes across its edges", async () => {
  await fc.assert(
    fc.asyncProperty(json, fc.integer({ min: 0, max: 12 }), async (value, shift) => {
      const filler = `"${"x".repeat(shift)}${"𝄞ü€".repeat(chunkBytes / 9 + 4)}"`;
      const payload = `[${filler},${value},${filler}]`;
      expect(await copyWhole(payload)).toBe(payload);
    }),
    { numRuns: 12 },
  );
});

test("so does a text of ten thousand levels", async () => {
  const payload = `${'{"a":['.repeat(5_000)}1.10${"]}".repeat(5_000)}`;
  expect(await copyWhole(payload)).toBe(payload);
});

test("with masking on, a text without secrets comes back byte for byte as well", async () => {
  const masked = await openStore("file::memory:", { isSecretKey: createKeyTest() });
  const before = store;
  store = masked;
  try {
    const payload = String.raw`{"tokens":[1,1.10],"a":"\ud800","a":{"b":"x=1","c":"{\"d\":1}"},"n":1e400}`;
    expect(await copyWhole(payload)).toBe(payload);
  } finally {
    store = before;
    await masked.close();
  }
});
