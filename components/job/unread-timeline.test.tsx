import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { buildFact, mergeAll } from "#lib/domain/merge/build-facts.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { UnreadTimeline } from "./unread-timeline.tsx";

function render(fields: JobFact["fields"]): string {
  const job = mergeAll([buildFact({ fields: { status: "failed", ...fields }, events: [] })]);
  return renderToStaticMarkup(<UnreadTimeline job={job} now={60_000} zone="UTC" />);
}

test("the events that nobody has read are called so, beneath what the list tells of the times", () => {
  const times = { createdAt: 1_000, startedAt: 2_000, finishedAt: 9_000 };
  const html = render(times);
  expect(html).toContain("The events were not read yet.");
  expect(html).toContain("Ran 7 s");
  expect(html).not.toContain("at least");
});

test("where the list tells no times there is no lane", () => {
  expect(render({})).not.toContain('role="img"');
});
