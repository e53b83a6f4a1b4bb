import fc from "fast-check";
import { expect, test } from "vitest";
import { sourceNames, toJobKey, toJobRef } from "./job.ts";
import { formatKeptJobs, parseKeptJobs } from "./kept-jobs.ts";

const job = fc
  .tuple(fc.constantFrom(...sourceNames), fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/))
  .map(([source, id]) => toJobRef(source, id));

test("the job that is kept comes first and once, and the oldest fall out", () => {
  fc.assert(
    fc.property(fc.array(job, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), (jobs, max) => {
      let text = "";
      for (const each of jobs) text = formatKeptJobs(parseKeptJobs(text, max), each, true, max);
      const expected = [...new Set(jobs.toReversed().map(toJobKey))].slice(0, max);
      expect(parseKeptJobs(text, max).map(toJobKey)).toEqual(expected);
    }),
  );
});

test("a job that is let go is gone", () => {
  const refs = parseKeptJobs("bedrock:job_1~figur:X", 9);
  expect(formatKeptJobs(refs, { source: "figur", id: "X" }, false, 9)).toBe("bedrock:job_1");
});

test("a cookie that somebody bent is read as far as it makes sense", () => {
  expect(parseKeptJobs("~~x:y~bedrock:~bedrock:a b~figur:<script>~bedrock:job_1", 9)).toEqual([
    { source: "bedrock", id: "job_1" },
  ]);
  expect(parseKeptJobs(undefined, 9)).toEqual([]);
});
