import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { JobDetail, JobFile } from "#lib/domain/job-detail.ts";
import DetailPanel from "./detail-panel.tsx";

const toFile = (name: string, status: JobFile["status"]): JobFile => ({
  name,
  status,
  error: null,
  elapsedMs: null,
});
const detail: JobDetail = {
  nodes: [{ name: "Chunker", kind: null, waiting: 2, running: 1, succeeded: 2, failed: 0 }],
  files: [toFile("a.pdf", "running"), toFile("b.pdf", "succeeded"), toFile("c.pdf", "queued")],
  fileCount: 3,
  failedCount: 0,
  timeNote: null,
};
const render = (isOver: boolean, with_: Partial<JobDetail> = {}) =>
  renderToStaticMarkup(<DetailPanel detail={{ ...detail, ...with_ }} isOver={isOver} />).replaceAll(
    /<[^>]*>/g,
    " ",
  );

test("nothing of a job that is over is called at work, whatever its upstream still says", () => {
  const open = render(false);
  expect(open).toMatch(/1\s+at work/);
  expect(open).toMatch(/2\s+waiting/);
  expect(open).toContain("Running");
  expect(open).toContain("Queued");

  const over = render(true);
  expect(over).toMatch(/1\s+not finished/);
  expect(over).toMatch(/2\s+not begun/);
  expect(over).toContain("Not finished");
  expect(over).toContain("Not begun");
  expect(over).not.toMatch(/at work|waiting|Running|Queued/);
});

test("files are told as more only beside those that failed", () => {
  expect(render(true)).toMatch(/\b3 files\s/);
  expect(render(true)).not.toContain("more");
  const files = [...detail.files, toFile("d.pdf", "failed")];
  const mixed = render(true, { files, fileCount: 4, failedCount: 1 });
  expect(mixed).toContain("1 file failed");
  expect(mixed).toContain("3 files more");
});
