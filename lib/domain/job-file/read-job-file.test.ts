import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Job } from "../job.ts";
import { readJobFile } from "./read-job-file.ts";

const job: Job = {
  source: "bedrock",
  id: "job_1",
  type: "parse",
  status: "failed",
  rawStatus: "FAILED",
  organizationId: null,
  project: { id: "prj_1", name: "North" },
  target: null,
  parentId: "job_0",
  createdAt: 1,
  startedAt: 2,
  finishedAt: 3,
  updatedAt: null,
  queueMs: 1,
  runMs: 1,
  progress: { fraction: 0.5, message: null },
  error: { code: "E", message: "<script>alert(1)</script>" },
  events: [
    {
      seq: 1,
      at: 1,
      kind: "status",
      status: "queued",
      rawStatus: "PENDING",
      message: null,
      fraction: null,
      error: null,
      artifacts: [
        {
          kind: "k",
          role: null,
          label: null,
          url: "https://a.example",
          fileId: null,
          nodeId: null,
        },
      ],
      origin: "upstream",
    },
  ],
  artifacts: [],
  cost: { amount: 0.25, unit: "credits" },
  detail: {
    nodes: [{ name: "Partition", kind: "vlm", waiting: 0, running: 1, succeeded: 2, failed: 3 }],
    files: [{ name: "a.pdf", status: "failed", error: "unreadable", elapsedMs: 12 }],
    fileCount: 1,
    failedCount: 1,
    timeNote: null,
  },
  cancelAskedAt: 4,
  payloadBytes: 3,
  resultsBytes: null,
  observedAt: 9,
};

const write = (job: unknown, more = "") =>
  new TextEncoder().encode(`{"gantryJobFile":1,"savedAt":5,"job":${JSON.stringify(job)}${more}}\n`);

test("what was saved is read again, the job equal and the documents byte for byte", () => {
  fc.assert(
    fc.property(fc.json(), fc.json(), (payload, results) => {
      const bytes = write(job, `,"payload":${payload},"results":${results}`);
      const file = readJobFile(bytes);
      expect(file.savedAt).toBe(5);
      expect(file.job).toEqual(job);
      for (const [span, text] of [
        [file.payload, payload],
        [file.results, results],
      ] as const) {
        const found = span && new TextDecoder().decode(bytes.subarray(span.start, span.end));
        expect(found).toBe(text === "null" ? null : text);
      }
    }),
  );
});

test("numbers of a payload keep every digit", () => {
  const bytes = write(job, `,"payload":{"seed":9007199254740993,"t":1.10},"results":null`);
  const { payload, results } = readJobFile(bytes);
  expect(new TextDecoder().decode(bytes.subarray(payload?.start, payload?.end))).toBe(
    `{"seed":9007199254740993,"t":1.10}`,
  );
  expect(results).toBeNull();
});

test.each(["9e15", "-9e15", "1e999", '"now"', "null"])("saved at %s is not known", (savedAt) => {
  const text = `{"gantryJobFile":1,"savedAt":${savedAt},"job":${JSON.stringify(job)}}`;
  expect(readJobFile(new TextEncoder().encode(text)).savedAt).toBe(0);
});

describe("a file that is none says so in a sentence", () => {
  test.each([
    ["", "This file is empty."],
    ["hello", "not a job file"],
    ["{}", "not a job file"],
    ['{"gantryJobFile":1,"job":{"id":', "not a job file, or it was cut off"],
    ['{"gantryJobFile":2,"job":{}}', "newer Gantry"],
    ['{"gantryJobFile":"x","job":{}}', "does not say who wrote it"],
    ['{"gantryJobFile":1,"job":[]}', "damaged: job should be an object"],
    ['{"gantryJobFile":1,"job":{"a":tru}}', "not JSON throughout"],
  ])("%j", (text, sentence) => {
    expect(() => readJobFile(new TextEncoder().encode(text))).toThrow(sentence);
  });

  test.each([
    [{ ...job, status: "exploded" }, "job.status should be one of"],
    [{ ...job, createdAt: "yesterday" }, "job.createdAt should be a number"],
    [{ ...job, source: "elsewhere" }, "job.source should be the name of a source"],
    [{ ...job, events: [{ kind: 3 }] }, "job.events[0].kind should be one of"],
    [{ ...job, id: 7 }, "job.id should be a text"],
  ])("a job with a wrong field: %#", (wrong, sentence) => {
    expect(() => readJobFile(write(wrong))).toThrow(`The job in this file is damaged: ${sentence}`);
  });
});

test("no bytes whatever make it fail with anything but a sentence", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(() => readJobFile(bytes)).toThrow(/^This file |^This is not a job file/);
    }),
  );
});
