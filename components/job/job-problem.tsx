import type { ReactNode } from "react";
import { PageHead } from "#components/shell/page-head.tsx";
import { PasteBox } from "#components/paste/paste-box.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { explainMalformed } from "#lib/domain/paste/find-job-ids.ts";
import { problems, type ProblemDocument } from "#lib/domain/problem.ts";
import { RetryButton } from "./retry-button.tsx";

const maxShown = 200;

type JobProblemProps = {
  id: string;
  problem: ProblemDocument;
  /** The sources that do not know it, for people. */
  asked: readonly string[];
  /** All that are set up, for people. */
  configured: readonly string[];
  /** Jobs that may be meant instead. */
  known: ReactNode;
};

/** In place of a job that cannot be shown: what happened, why that may be, and what to do next. */
export function JobProblem({ id, problem, asked, configured, known }: JobProblemProps) {
  const canRetry = problems[problem.code].retry;
  const reasons = reasonsOf(problem, id);
  return (
    <section className="mx-auto mt-6 max-w-2xl" aria-labelledby="problem-title">
      <PageHead title={`${problem.title} · Gantry`} />
      <h1 id="problem-title" className="text-[21px] font-semibold tracking-[-.015em]">
        {problem.title}
      </h1>
      <p className="mono mt-1 flex items-center gap-1 text-muted">
        <span className="break-all">{id.length > maxShown ? `${id.slice(0, maxShown)}…` : id}</span>
        <CopyButton text={id} label="Copy the ID" />
      </p>
      <div className="panel mt-4 px-4 py-3">
        <p className="break-words">{problem.detail}</p>
        {asked.length > 1 && <p className="mt-2 text-muted">Asked: {asked.join(", ")}.</p>}
        {problem.code === "source_not_configured" && (
          <p className="mt-2 text-muted">Set up here: {configured.join(", ")}.</p>
        )}
        {reasons.length > 0 && (
          <ul className="mt-2 list-disc pl-5 text-muted">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        {canRetry && <RetryButton afterMs={problem.retryAfterMs ?? null} />}
        <p className="mono mt-3 flex flex-wrap items-center gap-x-3 border-t border-line pt-2 text-faint">
          {problem.code}
          <span className="flex items-center gap-x-1">
            <span className="break-all">{problem.requestId}</span>
            <CopyButton
              text={`${problem.code} ${problem.requestId}`}
              label="Copy code and request ID"
            />
          </span>
        </p>
      </div>
      {known}
      <h2 className="mt-6 mb-2 text-[13.5px] font-semibold">Look for another job</h2>
      <PasteBox />
    </section>
  );
}

/** What the problem's own words do not tell already. */
function reasonsOf({ code, detail, upstream }: ProblemDocument, id: string): string[] {
  const isNew = upstream?.code && !detail.includes(upstream.code);
  const said = isNew ? [`The upstream’s own code is ${upstream.code}.`] : [];
  switch (code) {
    case "not_found":
      return [
        "It may belong to another organization: the upstream does not tell these apart.",
        "It may have been deleted, or the ID may have lost its last characters on the way here.",
        ...said,
      ];
    case "malformed_id":
      return [explainMalformed(id) ?? []].flat();
    default:
      return said;
  }
}
