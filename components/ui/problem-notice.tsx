import type { ProblemDocument } from "#lib/domain/problem.ts";

/** A problem above data that still stands. */
export function ProblemNotice({ problem }: { problem: ProblemDocument }) {
  return (
    <p role="status" className="panel mb-4 px-4 py-2.5 text-[13.5px]">
      <b className="font-semibold text-partial">{problem.title}.</b> {problem.detail}{" "}
      <span className="text-muted">What is shown is the last known state.</span>{" "}
      <code className="mono text-faint">{problem.code}</code>
    </p>
  );
}
