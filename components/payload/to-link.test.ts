import { expect, test } from "vitest";
import { toLink } from "./to-link.ts";

test.each([
  ['"https://cdn.example.com/a%20b.png?x=1#y"', "https://cdn.example.com/a%20b.png?x=1#y"],
  ['"http:\\/\\/example.com\\/a"', "http://example.com/a"],
  ['"https://example.com/\\u0061"', "https://example.com/a"],
])("the string %s leads to another site", (written, href) => {
  expect(toLink(written)).toEqual({ href, isOwn: false });
});

test("a Bedrock job ID leads to its page", () => {
  expect(toLink('"job_cmp_01"')).toEqual({ href: "/jobs/bedrock/job_cmp_01", isOwn: true });
  expect(toLink(`"job_cmp-2.01"`)?.isOwn).toBe(true);
});

test.each([
  '"gs://bucket/overlay.png"',
  '"javascript:alert(1)"',
  '"https://example.com/ and more"',
  '"https://example.com/\\n"',
  '"see https://example.com"',
  '"https://"',
  '"HTTPS"',
  '"https://example.com/cut…',
  '"https://b.s3.amazonaws.com/a?X-Amz-Signature=[masked]&x=1"',
  '"https://ada:[masked]@example.com/"',
  '"job_"',
  '"job_01/../../x"',
  '"myjob_01"',
  `"https://example.com/${"x".repeat(3_000)}"`,
])("the string %s leads nowhere", (written) => {
  expect(toLink(written)).toBeNull();
});
