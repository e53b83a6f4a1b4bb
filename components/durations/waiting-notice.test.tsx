import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { WaitingNotice } from "./waiting-notice.tsx";

const usual = { count: 0, p50: null, p90: null, p95: null, p99: null };
const draw = (total: number) =>
  renderToStaticMarkup(<WaitingNotice waiting={{ total, oldest: [] }} usual={usual} now={0} />);

test("jobs that wait are told also where it is not known since when", () => {
  expect(draw(2)).toContain("2 jobs wait. Since when is not known.");
  expect(draw(1)).toContain("One job waits. Since when is not known.");
});

test("where nothing waits, that is said", () => {
  expect(draw(0)).toContain("No job is waiting now.");
});
