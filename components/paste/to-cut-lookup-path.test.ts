import { expect, test } from "vitest";
import { toCutLookupPath } from "./to-cut-lookup-path.ts";

const read = (path: string) => new URL(path, "http://gantry").searchParams;

test("a long text is cut between two IDs, and said to be", () => {
  const text = "job_01ABCDEF\n".repeat(500);
  const params = read(toCutLookupPath(text));
  expect(params.get("cut")).toBe("1");
  expect(new Set(params.get("q")?.split("\n"))).toEqual(new Set(["job_01ABCDEF"]));
  expect(params.get("q")?.length).toBeGreaterThan(3_950);
});

test("a short one is whole", () => {
  expect(toCutLookupPath("job_1 job_2")).toBe("/lookup?q=job_1%20job_2");
});

test("half a character is no mistake, whether it came so or was cut so", () => {
  expect(read(toCutLookupPath("\ud83d")).get("q")).toBe("\ufffd");
  expect(
    read(toCutLookupPath(`x${"😀".repeat(3_000)}`))
      .get("q")
      ?.isWellFormed(),
  ).toBe(true);
});
