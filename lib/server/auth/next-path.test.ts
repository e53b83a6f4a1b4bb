import { expect, test } from "vitest";
import { toLoginPath, toNextPath } from "./next-path.ts";

test.each([
  "/jobs?status=failed&type=-overlay.generate",
  "/jobs/bedrock/job_01JABCD123#event-3",
  "/lookup?q=https%3A%2F%2Fexample.com",
  "/jobs?next=//example.com",
])("%j is a path of this site and kept as it is", (path) => {
  expect(toNextPath(path)).toBe(path);
});

test.each([
  "//example.com",
  "///example.com",
  "/\\example.com",
  "\\\\example.com",
  "/\t/example.com",
  "/\n/example.com",
  "\t//example.com",
  " //example.com",
  "/.//example.com",
  "/..//example.com",
  "/./\\example.com",
  "/%2e//example.com",
  "/jobs/..//example.com",
  "https://example.com/",
  "https:example.com",
  "javascript:alert(1)",
  "data:text/html,x",
  "example.com",
  "?next=/",
  "#x",
  "",
  "/login?next=/login",
  `/${"a".repeat(3_000)}`,
  null,
  undefined,
])("%j leads nowhere but home", (text) => {
  expect(toNextPath(text)).toBe("/");
});

test("the sign-in page carries the path it leads to as one parameter", () => {
  expect(toLoginPath("/")).toBe("/login");
  expect(toLoginPath("/jobs?status=failed&limit=5", { error: "1" })).toBe(
    "/login?error=1&next=%2Fjobs%3Fstatus%3Dfailed%26limit%3D5",
  );
});
