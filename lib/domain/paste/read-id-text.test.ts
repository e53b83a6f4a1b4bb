import { expect, test } from "vitest";
import { idTextLimits, readIdList, readIdText } from "./read-id-text.ts";

test("a log holds its IDs once each, and says what is wrong with those that are none", () => {
  const { ids, malformed } = readIdText(
    `12:00 job_01JABCD123 started\n12:01 "job_01JABCD123" again, prj_01J8 and JOB_01XYZ\n` +
      `3c90c3cc-0d44-4b50-8888-8dd25736052a;3c90c3cc-0d44-4b50-8888-8dd25736052`,
  );
  expect(ids.map(({ text }) => text)).toEqual([
    "job_01JABCD123",
    "3c90c3cc-0d44-4b50-8888-8dd25736052a",
  ]);
  expect(malformed.map(({ text }) => text)).toEqual([
    "prj_01J8",
    "JOB_01XYZ",
    "3c90c3cc-0d44-4b50-8888-8dd25736052",
  ]);
});

test("an ordinary text has neither", () => {
  expect(readIdText("the job failed at 12:00 in sheet.preprocess, see id=4")).toEqual({
    ids: [],
    malformed: [],
    hasMore: false,
  });
});

const uuid = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

test.each([
  ["an encoded space before it", `%20${uuid}`],
  ["an escaped line before it", String.raw`"x\n${uuid}"`],
  ["a file name around it", `${uuid}-1.pdf`],
  ["a word before it", `job-${uuid}`],
  ["another ID behind it", "job_01A1-job_01B2"],
  ["a dash behind it", "job_01ABC1-"],
])("an ID that is found is not also malformed: %s", (_, text) => {
  const { ids, malformed } = readIdText(text);
  expect(ids.length).toBeGreaterThan(0);
  expect(malformed).toEqual([]);
});

test.each([
  "trace_id=4bf92f3577b34da6a3ce929d0e0e4736",
  '{"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}',
  "md5: 9e107d9d372bb6826bd81d3542a419d6",
  "2024-05-01T10-20-30Z",
  "00000000000000000001",
])("what was never meant as an ID is not malformed: %s", (text) => {
  expect(readIdText(text)).toEqual({ ids: [], malformed: [], hasMore: false });
});

test("a UUID without its dashes is said to lack them", () => {
  expect(readIdText(uuid.replaceAll("-", "")).malformed).toHaveLength(1);
});

const lines = (count: number, toLine: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => toLine(at)).join("\n");

test.each([
  ["IDs", idTextLimits.ids, "ids", (at: number) => `job_${at}A`],
  ["what is none", idTextLimits.malformed, "malformed", (at: number) => `JOB_${at}A`],
] as const)(
  "a blob is read for so many %s, and says when it holds more",
  (_, limit, part, toLine) => {
    expect(readIdText(lines(limit, toLine))).toMatchObject({ hasMore: false });
    const read = readIdText(lines(limit + 1, toLine));
    expect(read[part]).toHaveLength(limit);
    expect(read.hasMore).toBe(true);
  },
);

const ulid = "01JZ8Q4W7M2KX9ABCDEFGHJKMN";

test.each([
  ["spaces", `job_01AB  ${uuid} ${ulid}`],
  ["commas", `job_01AB,${uuid},${ulid}`],
  ["lines", `job_01AB\n${uuid}\n${ulid}\njob_01AB`],
  ["quotes and brackets", `["job_01AB", '${uuid}', “${ulid}”]`],
  ["other letters", `job_01AB ${uuid.toUpperCase()} ${ulid.toLowerCase()}`],
])("a text of IDs alone is a list of them: %s", (_, text) => {
  expect(readIdList(text)).toEqual(["job_01AB", uuid, ulid]);
});

test.each([
  "",
  "overlay",
  "job_overlay job_compare",
  "job_type job_status",
  "drawing_preprocess 2026-11-22",
  "job_01AB failed",
  "-job_01AB -job_01CD",
  "id:job_01AB,job_01CD",
  `job_01AB ${uuid.slice(0, -1)}`,
])("a text with other words is none: %s", (text) => {
  expect(readIdList(text)).toBeUndefined();
});
