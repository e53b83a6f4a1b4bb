import { expect, test } from "vitest";
import { describeNode } from "./describe.ts";
import { toPattern } from "./find.ts";
import { parseJson } from "./parse.ts";
import { pieceMax } from "./piece.ts";
import { createView } from "./rows.ts";
import { unescapeJson } from "./unescape.ts";

function open(text: string) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error("not JSON");
  return { model: parsed.model, view: createView(parsed.model) };
}

test("what a row shows only in part is there whole: text, number and key", () => {
  const prompt = JSON.stringify(`${"word ".repeat(400)}the "end"`);
  const digits = "1234567890".repeat(101);
  const key = `"${"k".repeat(600)}"`;
  const tree = open(`{"prompt":${prompt},"n":${digits},${key}:1,"short":"s","lines":"a\\nb"}`);
  const whole = [0, 1, 2, 3, 4, 5].map((node) => {
    const { wholeKey, wholeValue } = describeNode(tree, node, null);
    return [wholeKey?.text ?? null, wholeValue?.text ?? null];
  });
  expect(whole).toEqual([
    [null, null],
    [null, prompt],
    [null, digits],
    [key, null],
    [null, null],
    [null, String.raw`"a\nb"`],
  ]);
});

test.each(["x", String.raw`\u00e9`, "\\\\", "😀"])(
  "what is searched for is in the part of a very long text of %s that is shown",
  (filling) => {
    for (const shift of ["", "-", "--", "---", "----", "-----"]) {
      const written = `"${shift}${filling.repeat(200_000)}needle${filling.repeat(200_000)}"`;
      const { wholeValue } = describeNode(open(written), 0, toPattern("needle"));
      const { text = "", before = 0, after = 0 } = wholeValue ?? {};
      expect(text).toContain("needle");
      expect(text.length).toBeLessThanOrEqual(pieceMax + 12);
      expect(before + text.length + after).toBe(written.length);
      const said = unescapeJson(filling);
      expect(unescapeJson(text).replace("needle", "").replaceAll(said, "")).toBe("");
    }
  },
);

test("a very long text is shown from its beginning when nothing further on is searched for", () => {
  const written = `"needle ${"x".repeat(200_000)}"`;
  for (const mark of [null, toPattern("needle"), toPattern("absent")])
    expect(describeNode(open(written), 0, mark).wholeValue).toEqual({
      text: written.slice(0, pieceMax),
      before: 0,
      after: written.length - pieceMax,
    });
});

test("a key that comes more than once on the way is told, whichever of them it is", () => {
  const tree = open(String.raw`{"a":{"b":[1]},"c":2,"\u0061":3,"d":{"a":4}}`);
  const keys = Array.from(tree.model.start.keys(), (node) => {
    const { exactPath, repeatedKey } = describeNode(tree, node, null);
    return [exactPath, repeatedKey];
  });
  expect(keys).toEqual([
    ["$", null],
    ["$.a", '"a"'],
    ["$.a.b", '"a"'],
    ["$.a.b[0]", '"a"'],
    ["$.c", null],
    [String.raw`$["\u0061"~2]`, String.raw`"\u0061"`],
    ["$.d", null],
    ["$.d.a", null],
  ]);
});
