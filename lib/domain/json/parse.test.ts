import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cell, isContainer, keyOf, noNode, pathOf, textOf } from "./model.ts";
import { jsonKind } from "./kind.ts";
import type { JsonModel } from "./model.ts";
import { createJsonParser, parseJson } from "./parse.ts";

function parse(text: string): JsonModel {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(`not JSON: ${JSON.stringify(parsed.fault)}`);
  return parsed.model;
}

function faultOf(text: string) {
  const parsed = parseJson(text);
  return parsed.ok ? undefined : parsed.fault;
}

function leavesOf(model: JsonModel): number[] {
  return Array.from({ length: model.size }, (_, node) => node).filter(
    (node) => !isContainer(model, node),
  );
}

/** The keys and positions from the root to a node, as `JSON.parse` would know them. */
function stepsOf(model: JsonModel, node: number): (string | number)[] {
  const parent = cell(model.parent, node);
  if (parent === noNode) return [];
  const key = keyOf(model, node);
  const step = key === "" ? cell(model.position, node) : String(JSON.parse(key));
  return [...stepsOf(model, parent), step];
}

function valueAt(value: unknown, steps: (string | number)[]): unknown {
  return steps.reduce<unknown>(
    (at, step) => (at instanceof Object ? Reflect.get(at, step) : undefined),
    value,
  );
}

describe("what stays as written", () => {
  test.each([
    "9007199254740993",
    "0.8250",
    "1e400",
    "-0",
    "-0.0E-00",
    '"\\u0041\\/\\n"',
    '"👷 \\ud83d"',
    "true",
    "null",
  ])("the value %s", (written) => {
    const model = parse(` { "a" : [ ${written} ] } `);
    expect(textOf(model, 2)).toBe(written);
    expect(pathOf(model, 2)).toBe("$.a[0]");
  });

  test("repeated keys and their order", () => {
    const model = parse('{"b":1,"a":2,"b":3}');
    expect([1, 2, 3].map((node) => [keyOf(model, node), textOf(model, node)])).toEqual([
      ['"b"', "1"],
      ['"a"', "2"],
      ['"b"', "3"],
    ]);
  });

  test("the text of any JSON is the text of its root", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(textOf(parse(text), 0)).toBe(text);
      }),
    );
  });

  test("every leaf parses to the value that stands at its path", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, "\t"), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const model = parse(text);
        for (const leaf of leavesOf(model)) {
          const expected = valueAt(JSON.parse(text), stepsOf(model, leaf));
          expect(JSON.parse(textOf(model, leaf))).toEqual(expected);
        }
      }),
    );
  });
});

describe("what is JSON", () => {
  test("exactly what JSON.parse takes, for texts that are nearly JSON", () => {
    const nearly = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom("", ",", "}", "]", "0", '"', "\\", "e", "-", "\n"),
      )
      .map(([text, at, change]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + change + text.slice(place + 1);
      });
    fc.assert(
      fc.property(nearly, (text) => {
        expect(parseJson(text).ok).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ["", 0, ""],
    ["  ", 2, ""],
    ["{", 1, ""],
    ['{"a"}', 4, "}"],
    ['{"a":1,}', 7, "}"],
    ["[1,]", 3, "]"],
    ["[1}", 2, "}"],
    ["[01]", 2, "1"],
    ["[1.]", 3, "]"],
    ["[-]", 2, "]"],
    ["[1e+]", 4, "]"],
    ["tru", 3, ""],
    ["nul!", 3, "!"],
    ['"a\nb"', 2, "\n"],
    ['"\\x"', 2, "x"],
    ['"\\u12g4"', 5, "g"],
    ['"open', 5, ""],
    ["1 2", 2, "2"],
    ["<html>", 0, "<"],
  ])("the text %j is not, from offset %i on", (text, offset, found) => {
    expect(faultOf(text)).toMatchObject({ offset, found });
  });

  test("a fault knows its line and column", () => {
    expect(faultOf('{\n  "a": 1,\n  "b": ?\n}')).toMatchObject({ line: 3, column: 8, found: "?" });
  });

  test("100,000 levels deep is no deeper than one", () => {
    const model = parse("[".repeat(100_000) + "]".repeat(100_000));
    expect(cell(model.depth, 99_999)).toBe(99_999);
    expect(pathOf(model, 99_999)).toHaveLength(1 + 3 * 99_999);
  });
});

test("in pieces of any size a text is what it is as a whole", () => {
  const text = fc
    .tuple(
      fc.json({ stringUnit: "binary" }),
      fc.nat(),
      fc.constantFrom("", ",", "\\", '"', "e", "ü", "𝄞", "1"),
    )
    .map(([json, at, change]) => {
      const place = at % (json.length + 1);
      return (json.slice(0, place) + change + json.slice(place)).toWellFormed();
    });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (text, pieceBytes) => {
      const bytes = new TextEncoder().encode(text);
      const parser = createJsonParser(bytes.length);
      for (let at = 0; at < bytes.length; at += pieceBytes)
        parser.push(bytes.subarray(at, at + pieceBytes));
      const parsed = parser.end(text);
      expect(parsed).toEqual(parseJson(text));
      expect(parsed.ok).toBe(isJson(text));
      if (parsed.ok) expect(textOf(parsed.model, 0)).toBe(text.trim());
    }),
    { numRuns: 2_000 },
  );
});

test("bytes that are no UTF-8 count as what a decoder makes of them", () => {
  const bytes = Uint8Array.from([0x5b, 0x22, 0xff, 0xe2, 0x82, 0x22, 0x2c, 0x37, 0x5d]);
  const text = new TextDecoder().decode(bytes);
  const parser = createJsonParser(bytes.length);
  for (const byte of bytes) parser.push(Uint8Array.of(byte));
  const parsed = parser.end(text);
  if (!parsed.ok) throw new Error("not JSON");
  expect([1, 2].map((node) => textOf(parsed.model, node))).toEqual(['"\ufffd\ufffd"', "7"]);
});

test("columns hold depth, position, count and where the inside ends", () => {
  const model = parse('{"a":[1,{"b":null}],"c":"x"}');
  expect(Array.from(model.kind)).toEqual([
    jsonKind.object,
    jsonKind.array,
    jsonKind.number,
    jsonKind.object,
    jsonKind.word,
    jsonKind.string,
  ]);
  expect(Array.from(model.depth)).toEqual([0, 1, 2, 2, 3, 1]);
  expect(Array.from(model.position)).toEqual([0, 0, 0, 1, 0, 1]);
  expect(Array.from(model.count)).toEqual([2, 2, 0, 1, 0, 0]);
  expect(Array.from(model.next)).toEqual([6, 5, 3, 5, 5, 6]);
});

test("a path quotes the keys that need it, as written", () => {
  const model = parse('{"options":{"odd key":[0,1,2,{"\\u0041\\"":1}]}}');
  expect(pathOf(model, model.size - 1)).toBe('$.options["odd key"][3]["\\u0041\\""]');
  expect(pathOf(model, 0)).toBe("$");
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
