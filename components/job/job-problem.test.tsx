import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { ProblemError, toProblemDocument } from "#lib/domain/problem.ts";
import { JobProblem } from "./job-problem.tsx";

vi.mock("next/navigation", () => ({ useRouter: () => ({}), usePathname: () => "/" }));

function read(detail: string, id = "job_1"): string {
  const upstream = { status: 500, code: "INTERNAL_ERROR", requestId: null };
  const problem = toProblemDocument(new ProblemError("upstream_error", detail, { upstream }), "r");
  return renderToStaticMarkup(
    <JobProblem id={id} problem={problem} asked={[]} configured={[]} known={null} />,
  );
}

test("the upstream’s own code is told once", () => {
  expect(read("Bedrock answered 500 (INTERNAL_ERROR).").match(/INTERNAL_ERROR/g)).toHaveLength(1);
  expect(read("Bedrock failed.")).toContain("The upstream’s own code is INTERNAL_ERROR.");
});

test("an ID that is cut says so", () => {
  expect(read("", "x".repeat(200))).toContain(`>${"x".repeat(200)}<`);
  expect(read("", "x".repeat(201))).toContain(`>${"x".repeat(200)}…<`);
});
