import { expect, test } from "vitest";
import { formatBytes, formatBytesOf } from "./format-bytes.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [1_234, "1.2 kB"],
  [9_949, "9.9 kB"],
  [9_950, "10 kB"],
  [999_499, "999 kB"],
  [999_500, "1 MB"],
  [10_485_760, "10 MB"],
  [2_400_000_000, "2.4 GB"],
])("%i bytes read %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test("progress is counted in the unit of the whole", () => {
  expect(formatBytesOf(3_100_000, 10_000_000)).toBe("3.1 of 10 MB");
  expect(formatBytesOf(0, 10_000_000)).toBe("0 of 10 MB");
  expect(formatBytesOf(120_000, 10_000_000)).toBe("0.1 of 10 MB");
});
