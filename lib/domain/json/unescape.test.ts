import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unescapeJson } from "./unescape.ts";

test("a whole string says what JSON.parse reads", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(unescapeJson(JSON.stringify(text))).toBe(text);
    }),
  );
});

test.each([
  [String.raw`a \"b\" \\n c\n`, 'a "b" \\n c\n'],
  [String.raw`caf\u00e9 \ud83d\ude00`, "café 😀"],
  [String.raw`half \ud83d, other \ude00`, String.raw`half \ud83d, other \ude00`],
  [String.raw`cut \u00e`, String.raw`cut \u00e`],
  ["cut \\", "cut \\"],
  ["-12.50e3", "-12.50e3"],
])("the stretch %s says %j", (written, said) => {
  expect(unescapeJson(written)).toBe(said);
});
