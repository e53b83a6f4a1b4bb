import { PageHead } from "#components/shell/page-head.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { describeFieldError } from "#lib/domain/list-query/describe-field-error.ts";
import type { ProblemDocument } from "#lib/domain/problem.ts";

/** An address that asks for charts that cannot be drawn. */
export function DurationsProblem({ problem }: { problem: ProblemDocument }) {
  return (
    <article>
      <PageHead title="Durations · Gantry" />
      <h1 className="text-[21px] leading-[26px] font-semibold tracking-[-.015em]">Durations</h1>
      <div role="status" className="panel mt-4 px-4 py-3">
        <p>
          <b className="font-semibold text-partial">{problem.title}.</b> {problem.detail}
        </p>
        <ul className="mt-1 text-[12.5px] text-muted">
          {problem.errors?.map((error) => (
            <li key={error.path}>{describeFieldError(error)}</li>
          ))}
        </ul>
        <p className="mt-2">
          <PageLink href="/durations">The last 7 days</PageLink>{" "}
          <code className="mono text-faint">{problem.code}</code>
        </p>
      </div>
    </article>
  );
}
