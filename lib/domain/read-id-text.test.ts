import { expect, test } from "vitest";
import { maxLookedUp, readIdText } from "./read-id-text.ts";

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
  });
});

test("a blob of any size is read as far as the bound", () => {
  const many = Array.from({ length: 2_000 }, (_, at) => `job_${at}A`).join("\n");
  expect(readIdText(many).ids).toHaveLength(maxLookedUp);
});
