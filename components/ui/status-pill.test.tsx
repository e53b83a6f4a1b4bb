import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { jobStatuses } from "#lib/domain/job.ts";
import { StatusIcon } from "./status-icon.tsx";
import { StatusPill } from "./status-pill.tsx";

test("each status has a shape of its own, whatever its colour", () => {
  const shapes = jobStatuses.map((status) =>
    renderToStaticMarkup(<StatusIcon status={status} />).replace(/^<svg[^>]*>/, ""),
  );
  expect(new Set(shapes).size).toBe(jobStatuses.length);
});

test("the icon is left out of what is read aloud", () => {
  expect(renderToStaticMarkup(<StatusIcon status="failed" />)).toContain('aria-hidden="true"');
});

test("the pill says the status in a word, the upstream's on hover", () => {
  const html = renderToStaticMarkup(<StatusPill status="failed" rawStatus="FAILED" />);
  expect(html).toContain('title="The upstream says FAILED"');
  expect(html).toMatch(/<\/svg>Failed<\/span>$/);
});

test("the pill of an unknown status shows the upstream's word", () => {
  const html = renderToStaticMarkup(<StatusPill status="unknown" rawStatus="THAWING" />);
  expect(html).toContain("Unknown");
  expect(html).toContain(">THAWING<");
});
