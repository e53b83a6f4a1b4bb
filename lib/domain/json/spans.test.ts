import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonSpans } from "./spans.ts";

const paths = [["data", "payload"], ["data", "results"], ["payload"], ["results"]];
const encoder = new TextEncoder();

function slicesOf(text: string): (string | null)[] {
  const bytes = encoder.encode(text);
  return findJsonSpans(bytes, paths).map((span) =>
    span === null ? null : new TextDecoder().decode(bytes.subarray(span.start, span.end)),
  );
}

/** What `JSON.parse` finds there; undefined where there is nothing. */
function lookUp(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || Array.isArray(at)) return undefined;
    at = Object.entries(at).find(([name]) => name === key)?.[1];
  }
  return at;
}

const key = fc.oneof(fc.constantFrom("data", "payload", "results"), fc.string({ unit: "binary" }));
const { document } = fc.letrec((tie) => ({
  document: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.jsonValue({ stringUnit: "binary" }),
    fc.array(fc.tuple(key, tie("document")), { maxLength: 5 }).map((entries) => ({ entries })),
  ),
}));

const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);

/** Writes JSON by hand: duplicate keys, white space and needless escapes included. */
function write(value: unknown, gap: string, isEscaped: boolean): string {
  const quote = (text: string) =>
    isEscaped
      ? `"${Array.from(text, (c) => (c.length === 1 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c)).join("")}"`
      : JSON.stringify(text);
  const parts = (open: string, items: string[], close: string) =>
    `${open}${gap}${items.join(`${gap},${gap}`)}${gap}${close}`;
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return parts(
      "[",
      value.map((item) => write(item, gap, isEscaped)),
      "]",
    );
  }
  const entries: unknown[] =
    "entries" in value && Array.isArray(value.entries) ? value.entries : Object.entries(value);
  const members = entries.flatMap((entry) =>
    Array.isArray(entry) && entry.length === 2
      ? [`${quote(String(entry[0]))}${gap}:${gap}${write(entry[1], gap, isEscaped)}`]
      : [],
  );
  return parts("{", members, "}");
}

describe("findJsonSpans", () => {
  it("finds what JSON.parse finds, in any JSON, spaced and escaped in any way", () => {
    fc.assert(
      fc.property(document, space, fc.boolean(), (value, gap, isEscaped) => {
        const text = gap + write(value, gap, isEscaped) + gap;
        const parsed: unknown = JSON.parse(text);
        for (const [index, slice] of slicesOf(text).entries()) {
          const expected = lookUp(parsed, paths[index] ?? []);
          expect(slice === null ? undefined : JSON.parse(slice)).toEqual(expected);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    [`{"data":{"payload":{"a":1},"results":null}}`, [`{"a":1}`, "null", null, null]],
    [`{"payload":1.50,"results":["]","}"]}`, [null, null, "1.50", `["]","}"]`]],
    [`{"payload":1,"payload":2}`, [null, null, "2", null]],
    [`{"data":{"payload":1},"data":{"results":2}}`, [null, "2", null, null]],
    [`{"data":{"payload":1},"data":3}`, [null, null, null, null]],
    [`{"pay\\u006coad":"\\\\"}`, [null, null, `"\\\\"`, null]],
    [`{"a":{"payload":1},"b":[{"results":2}]}`, [null, null, null, null]],
    [`\ufeff {"payload":7}\n`, [null, null, "7", null]],
    [`{}`, [null, null, null, null]],
    [`[]`, [null, null, null, null]],
  ])("reads %s", (text, expected) => {
    expect(slicesOf(text)).toEqual(expected);
  });

  it.each([
    "",
    "   ",
    `{"payload":1`,
    `{"payload":1}}`,
    `{"payload":1} x`,
    `{"payload":[1}}`,
    `{"payload":"un`,
    `{"payload"}`,
    `{"payload":}`,
    `{"payload":1,}`,
    `{payload:1}`,
    `{"payload":1 "results":2}`,
    `<html>`,
  ])("finds nothing in the broken text %j", (text) => {
    expect(slicesOf(text)).toEqual([null, null, null, null]);
  });

  it("never throws and never points outside the text, whatever the bytes", () => {
    const fragments = fc.constantFrom(
      ...'{ } [ ] " : , \\'.split(" "),
      " ",
      `"payload"`,
      `"data":{`,
      "1",
      "null",
      "\u{1F600}",
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(fragments).map((parts) => encoder.encode(parts.join(""))),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        for (const span of findJsonSpans(input, paths)) {
          if (span === null) continue;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(input.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds a payload nested a hundred thousand levels deep", () => {
    const payload = "[".repeat(100_000) + "]".repeat(100_000);
    expect(slicesOf(`{"data":{"payload":${payload}}}`)[0]).toBe(payload);
  });

  it("finds the end of strings however they are escaped at the end", () => {
    for (let backslashes = 0; backslashes < 80; backslashes += 2) {
      const payload = `"${"\\".repeat(backslashes)}\\"${"\\".repeat(backslashes)}"`;
      expect(slicesOf(`{"payload":${payload},"results":0}`)).toEqual([null, null, payload, "0"]);
    }
  });
});
