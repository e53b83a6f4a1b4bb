import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import type { Part } from "#lib/domain/durations/durations-report.ts";
import { BreakdownTable } from "./breakdown-table.tsx";

vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));

const none = { count: 0, p50: null, p90: null, p95: null, p99: null };
const part: Part = {
  ...{ source: "bedrock", name: "parse", label: "parse" },
  outcomes: { succeeded: 7, partial: 0, failed: 1, canceled: 0 },
  spreads: { wait: none, run: none, total: none },
};
const draw = (jobs: number) =>
  renderToStaticMarkup(
    <BreakdownTable
      {...{ by: "type", label: "Type", metric: "run", parts: [part], jobs }}
      query={{ filter: {}, range: "7d", ignored: [] }}
      range={{ startAt: 0, endAt: 1, stepMs: 1, level: "hour" }}
    />,
  );

test("jobs of parts that are too small for the table are counted beneath it", () => {
  expect(draw(20)).toContain("and 12 jobs of smaller types");
  expect(draw(9)).toContain("and 1 job of smaller types");
  expect(draw(8)).not.toContain("smaller");
});
