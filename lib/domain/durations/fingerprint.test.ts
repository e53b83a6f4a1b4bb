import { expect, test } from "vitest";
import { toFingerprint } from "./fingerprint.ts";

const of = (message: string, code = "E") =>
  toFingerprint({ status: "failed", error: { code, message } });

test.each([
  ["Sheet A-101 has no raster at revision 4.", "E: Sheet … has no raster at revision …."],
  ["Block blk_01JABCD123 not found", "E: Block … not found"],
  ["timeout after 30s", "E: timeout after …"],
  ["timeout after 30.5 s", "E: timeout after … s"],
  ["cannot read https://a.example/x?y=1", "E: cannot read …"],
  [`no field "title" in 'A'`, "E: no field … in …"],
  ["3f2504e0-4f89-11d3-9a0c-0305e82c3301 is gone", "E: … is gone"],
  ["sheets 1, 2, 3 overlap", "E: sheets … overlap"],
  ["no memory", "E: no memory"],
])("of “%s” the numbers and IDs are taken out", (message, expected) => {
  expect(of(message)).toBe(expected);
});

test("the same fault at another place is the same kind, another code is another", () => {
  expect(of("sheet A-1 at 10 %")).toBe(of("sheet B-22 at 5 %"));
  expect(of("same", "A")).not.toBe(of("same", "B"));
});

test("a job that did not fail has none; one that failed without a reason has one of its own", () => {
  expect(toFingerprint({ status: "succeeded", error: { code: "E", message: "m" } })).toBeNull();
  expect(toFingerprint({ status: "canceled", error: null })).toBeNull();
  expect(toFingerprint({ status: "partial", error: null })).toBe("no reason given");
});

test("is short however long the message, and quick to find in a hostile one", () => {
  expect(of("x ".repeat(100_000))?.length).toBeLessThan(200);
  expect(of("a-".repeat(1_000_000))?.length).toBeLessThan(200);
  expect(of('"'.repeat(100_000))?.length).toBeLessThan(200);
});

test("no character is halved where code and message are cut", () => {
  expect(of(`x${"😀".repeat(100)}`, `x${"😀".repeat(100)}`)?.isWellFormed()).toBe(true);
});
