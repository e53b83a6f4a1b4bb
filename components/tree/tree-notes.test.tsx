import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { JobTree } from "#lib/domain/tree/job-tree.ts";
import { zeroCounts } from "#lib/domain/job.ts";
import { TreeNotes, TreeProblem } from "./tree-notes.tsx";

type Meta = JobTree["meta"];

function read(more: Partial<Meta>): string {
  const counts = { ...zeroCounts(), succeeded: 29 };
  const none = { cut: null, unasked: 0, reading: "over", againMs: null, problem: null } as const;
  const meta: Meta = { total: 0, counts, children: counts, readAt: 1, ...none, ...more };
  return renderToStaticMarkup(
    <TreeNotes tree={{ data: [], meta }} readOnHref="/api/jobs/bedrock/job_1/tree?then=page" />,
  );
}

test("a tree that is known whole needs no words", () => {
  expect(read({})).toBe("");
  expect(read({ reading: "later", againMs: 20_000 })).toBe("");
});

test.each([
  ["on", "is being asked."],
  ["limit", "the request limit has no room for it now. It goes on by itself"],
  ["failed", "has not been asked yet."],
  ["later", "is asked when they have ended."],
] as const)("what is not known is said, and what is done about it: %s", (reading, words) => {
  const html = read({ unasked: 26, reading });
  expect(html).toContain("Whether there is more below 26 of them ");
  expect(html).toContain(words);
});

test("without JavaScript a link has more of it read and leads back", () => {
  expect(read({ unasked: 26, reading: "on" })).toMatch(
    /<span class="hidden noscript:inline">has not been asked yet\. <a href="[^"]*\/tree\?then=page">/,
  );
});

test("a tree without room for more says so, and promises nothing", () => {
  const html = read({ total: 2_000, cut: "jobs", unasked: 1_700 });
  expect(html).toContain("The first 2,000 jobs; there are more.");
  expect(html).not.toContain("asked");
});

test("a failure says whether it is tried again by itself, and can be tried at once", () => {
  const draw = (isFinal: boolean) =>
    renderToStaticMarkup(
      <TreeProblem problem="Bedrock is down." isFinal={isFinal} onGoOn={() => undefined} />,
    );
  expect(draw(false)).toContain(
    "May be out of date: Bedrock is down. It is tried again by itself.",
  );
  expect(draw(true)).not.toContain("by itself");
  expect(draw(true)).toContain("Try now</button>");
});
