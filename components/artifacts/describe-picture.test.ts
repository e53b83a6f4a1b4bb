import { expect, test } from "vitest";
import { describePicture, findLoadedBytes } from "./describe-picture.ts";

test("a picture tells its size, and its bytes where they are known", () => {
  const drawn = { naturalWidth: 384, naturalHeight: 480 };
  expect(describePicture(drawn, 12_300)).toBe("384 × 480, 12 kB");
  expect(describePicture(drawn, findLoadedBytes("https://never.asked/for"))).toBe("384 × 480");
});
