import { expect, test } from "vitest";
import { readString, toPlainBase64 } from "./read-string.ts";

const amazon =
  "https://b.s3.amazonaws.com/a.PNG?X-Amz-Date=20260102T030405Z&X-Amz-Expires=60&X-Amz-Signature=[masked]";
const uuid = "550e8400-e29b-41d4-a716-446655440000";

test.each([
  ['{"a":1}', [{ kind: "json", text: '{"a":1}' }]],
  ["[1, 2", []],
  ["a\nb", []],
  ["2024-06-17T08:55:00Z", [{ kind: "time", at: 1_718_614_500_000 }]],
  ["2024-06-17T10:55:00+02:00", [{ kind: "time", at: 1_718_614_500_000 }]],
  ["2024-06-17 08:55:00Z", [{ kind: "time", at: 1_718_614_500_000 }]],
  ["2024-06-17 08:55:00.000 UTC", [{ kind: "time", at: 1_718_614_500_000 }]],
  ["2024-06-17 10:55:00 +0200", [{ kind: "time", at: 1_718_614_500_000 }]],
  ["2024-06-17 10:55:00+02", [{ kind: "time", at: 1_718_614_500_000 }]],
  ["2024-06-17T10:55:00", [{ kind: "time", at: null }]],
  ["2024-06-17 10:55", [{ kind: "time", at: null }]],
  ["2024-13-17 10:55", []],
  ["2024-06-17 10:55 and more", []],
  ["2024-13-17T10:55:00Z", []],
  ["2026-02-30T10:55:00Z", []],
  ["2024-02-29T00:00:00Z", [{ kind: "time", at: 1_709_164_800_000 }]],
  ["job_01JABCD123", [{ kind: "job", href: "/jobs/bedrock/job_01JABCD123" }]],
  ["job_cmp-2.01", [{ kind: "job", href: "/jobs/bedrock/job_cmp-2.01" }]],
  ["blk_01JABCD100", [{ kind: "id", query: "blk_01JABCD100" }]],
  [uuid, [{ kind: "id", query: uuid }]],
  [uuid.toUpperCase(), [{ kind: "id", query: uuid.toUpperCase() }]],
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
  for (const [query, isImage] of [
    ["response-content-type=image%2Fpng", true],
    ["response-content-type=image/png&X-Amz-Expires=60", true],
    ["rsct=image/webp", true],
    ["response-content-type=text/html", false],
  ] as const)
    expect(readString(`https://b.s3.amazonaws.com/a?${query}`)).toMatchObject([{ isImage }]);
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

test("base64 is told without its padding, and in lines of 64 or 76", () => {
  const packed = Buffer.from(Array.from({ length: 100 }, (_, at) => (at * 167 + 255) % 256));
  const png = Buffer.concat([Buffer.from("89504e470d0a1a0a0000", "hex"), packed]);
  for (const bytes of [png, png.subarray(0, 109), png.subarray(0, 108)]) {
    const text = bytes.toString("base64");
    const reading = { kind: "base64", bytes: bytes.length, mediaType: "image/png" };
    expect(readString(text.replace(/=+$/, ""))).toEqual([reading]);
    for (const width of [64, 76])
      for (const end of ["\n", "\r\n"]) {
        const lines = text.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
        expect(readString(lines.join(end))).toEqual([reading]);
        expect(readString(lines.join(end) + end)).toEqual([reading]);
        expect(toPlainBase64(lines.join(end))).toBe(text);
      }
  }
});

test("hashes, paths and lines of words are no base64", () => {
  for (const text of [
    "0f".repeat(33),
    Array.from({ length: 3 }, () => "3c59dc048e8850243be8079a5c74d079".repeat(2)).join("\n"),
    "/srv/Drawings/2026/NorthWing/Level02/StairsAndLifts/Revision7/Final123",
    `${"overlay/".repeat(9)}\n${"legend1/".repeat(9)}\nEnd`,
  ])
    expect(readString(text)).toEqual([]);
});
