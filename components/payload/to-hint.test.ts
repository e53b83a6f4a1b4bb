import { expect, test } from "vitest";
import { toHint } from "./to-hint.ts";

test.each([
  [String.raw`"{\"a\":1}"`, "JSON"],
  [String.raw`"[1,2]"`, "JSON"],
  [String.raw`"[{\"a\":1},{\"a\"`, "JSON"],
  ['"[2026-11-23] started"', null],
  ['"[1] and [2]"', null],
  [String.raw`"a\nb"`, "lines"],
  [String.raw`"C:\\new"`, null],
  [String.raw`"C:\\\nnew"`, "lines"],
  ['"[masked]"', "secret"],
  ['"plain"', null],
  [`"${"iVBORw0KGgo/".repeat(8)}"`, "base64"],
  [`"${"iVBORw0KGg-_".repeat(8)}"`, "base64"],
  [`"${"iVBORw0KGg-_".repeat(7)}"`, null],
  [`"${"North-Wing_02-".repeat(8)}"`, null],
  [`"${"renderOverlay_".repeat(8)}"`, null],
])("%s: %s", (written, hint) => {
  expect(toHint(written)).toBe(hint);
});
