import { expect, test } from "vitest";
import { idTextLimits, readIdText } from "./read-id-text.ts";
import { readPaste } from "./read-paste.ts";

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

test.each([
  ["in the address", "A"],
  ["kept by the tab", "A".repeat(20)],
])("a paste tells the page it leads to that it held more, %s", (_, tail) => {
  const arrived = (count: number) => {
    const { kept, path } = readPaste(lines(count, (at) => `job_${at}${tail}`));
    return kept ?? new URL(path ?? "", "http://gantry").searchParams.get("q") ?? "";
  };
  expect(readIdText(arrived(idTextLimits.ids))).toMatchObject({ hasMore: false });
  expect(readIdText(arrived(700))).toMatchObject({ hasMore: true });
});
