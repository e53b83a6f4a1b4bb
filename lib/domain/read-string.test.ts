import { expect, test } from "vitest";
import { readString } from "./read-string.ts";

const amazon =
  "https://b.s3.amazonaws.com/a.PNG?X-Amz-Date=20260102T030405Z&X-Amz-Expires=60&X-Amz-Signature=[masked]";

test.each([
  ['{"a":1}', [{ kind: "json", text: '{"a":1}' }]],
  ["[1, 2", []],
  ["a\nb", [{ kind: "lines", lineCount: 2 }]],
  ["2024-06-17T08:55:00Z", [{ kind: "time", at: 1_718_614_500_000 }]],
  ["2024-06-17T10:55:00+02:00", [{ kind: "time", at: 1_718_614_500_000 }]],
  ["2024-13-17T10:55:00Z", []],
  ["2026-02-30T10:55:00Z", []],
  ["2024-02-29T00:00:00Z", [{ kind: "time", at: 1_709_164_800_000 }]],
  ["job_01JABCD123", [{ kind: "job", href: "/jobs/bedrock/job_01JABCD123" }]],
  ["blk_01JABCD100", [{ kind: "id", query: "blk_01JABCD100" }]],
  ["gs://bucket/a.png", [{ kind: "storage" }]],
  ["javascript:alert(1)", []],
  ["plain words", []],
  ["deadbeef".repeat(20), []],
])("%j", (text, readings) => {
  expect(readString(text)).toEqual(readings);
});

test("an address tells whether it is an image and until when it works", () => {
  const expiresAt = Date.UTC(2026, 0, 2, 3, 5, 5);
  expect(readString(amazon)).toMatchObject([{ kind: "url", isImage: true, expiresAt }]);
  expect(readString("https://a.b/c?Expires=100")).toMatchObject([
    { isImage: false, expiresAt: 100_000 },
  ]);
  expect(readString("https://a.b/c.jpg")).toMatchObject([{ isImage: true, expiresAt: null }]);
});

test("base64 in the letters of addresses is told from names and IDs", () => {
  const bytes = Buffer.from(Array.from({ length: 90 }, (_, at) => (at * 167 + 255) % 256));
  const jpeg = Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), bytes]);
  expect(bytes.toString("base64url")).toMatch(/[-_]/);
  expect(readString(bytes.toString("base64url"))).toEqual([
    { kind: "base64", bytes: 90, mediaType: null },
  ]);
  expect(readString(jpeg.toString("base64url"))).toEqual([
    { kind: "base64", bytes: 100, mediaType: "image/jpeg" },
  ]);
  for (const name of [
    "North-Wing-Level-02_Drawing-Of-The-Stairs-And-Lifts_Revision-7-2026-Final",
    "renderOverlayForEachSheet_inDrawing2_whenOptionsOfTheBlockAreKnown_v3",
    `blk_${bytes.toString("hex").toUpperCase()}`,
    `${"550e8400-e29b-41d4-a716-446655440000_".repeat(2)}A`,
  ])
    expect(readString(name)).toEqual([]);
});

test("base64 tells how many bytes it holds, and of what", () => {
  const bytes = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(100, 7)]);
  expect(readString(bytes.toString("base64"))).toEqual([
    { kind: "base64", bytes: 108, mediaType: "image/png" },
  ]);
  expect(readString("data:text/plain;base64,aGFsbG8=")).toEqual([
    { kind: "base64", bytes: 5, mediaType: "text/plain" },
  ]);
});
