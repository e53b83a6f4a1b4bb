import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { buildFact, buildStatus, mergeAll } from "#lib/domain/merge/build-facts.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import JobErrorPanel from "./job-error-panel.tsx";

function render(fields: JobFact["fields"], isUnread = false): string {
  const fact = buildFact({
    fields: { status: "failed", ...fields },
    events: [buildStatus("failed", 1)],
  });
  return renderToStaticMarkup(<JobErrorPanel job={mergeAll([fact])} isUnread={isUnread} />);
}

test("a failure for which the upstream gave no error says so, and leads to where it failed", () => {
  const html = render({});
  expect(html).toContain("Failed");
  expect(html).toContain("There is no reason from the upstream.");
  expect(html).toContain("#failed-event");
  expect(html).not.toContain("Copy the error");
});

test("a failure whose record nobody has read is not said to have no reason", () => {
  expect(render({}, true)).toContain("The reason was not read yet.");
  const known = render({ error: { code: "E1", message: "No raster." } }, true);
  expect(known).not.toContain("not read yet");
});

test("an error tells its code and message, or that it has none", () => {
  expect(render({ error: { code: "E1", message: "No raster." } })).toContain("No raster.");
  expect(render({ error: { code: "E1", message: "" } })).toContain("The upstream gave no message.");
});
