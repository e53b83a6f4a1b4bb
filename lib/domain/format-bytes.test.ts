import { expect, test } from "vitest";
import { formatBytes } from "./format-bytes.ts";

test.each([
  [0, "0 B"],
  [310, "310 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [1_234, "1.2 kB"],
  [999_600, "1 MB"],
  [52_000_000, "52 MB"],
  [null, "–"],
  [Number.NaN, "–"],
])("%s bytes read %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
