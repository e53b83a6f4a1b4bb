"use client";
import { lazy, Suspense } from "react";
import { PageLink } from "#components/ui/page-link.tsx";
import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { isTerminal, type Job } from "#lib/domain/job.ts";

const DiffResult = lazy(() => import("./diff-result.tsx"));

type Side = { name: string; job: Job; bytes: number | null };

/** When each document of a job last became another text; null where it has not since Gantry looks. */
export type DocumentTimes = Record<"payload" | "results", number | null>;

type DocumentDiffProps = {
  title: "Payload" | "Results";
  a: Job;
  b: Job;
  changedAt: Record<"a" | "b", DocumentTimes>;
};

/** What differs in one document of two jobs; says so where one or both have none. */
export function DocumentDiff({ title, a, b, changedAt }: DocumentDiffProps) {
  const part = title === "Payload" ? "payload" : "results";
  const bytesOf = (job: Job) => (part === "payload" ? job.payloadBytes : job.resultsBytes);
  const [one, other] = [bytesOf(a), bytesOf(b)];
  return (
    <section className="panel min-w-0 overflow-hidden" aria-label={title}>
      <header className="flex flex-wrap items-center gap-x-4 border-b border-line px-3.5 py-2.5">
        <h2 className="text-[13.5px] font-semibold">{title}</h2>
        <span className="text-[12.5px] text-muted">
          A {one === null ? "none" : formatBytes(one)}, B{" "}
          {other === null ? "none" : formatBytes(other)}
        </span>
      </header>
      {one === null || other === null ? (
        <p className="px-3.5 py-4 text-muted">
          {describeAbsence(
            part,
            { name: "A", job: a, bytes: one },
            { name: "B", job: b, bytes: other },
          )}
        </p>
      ) : (
        <>
          <Suspense fallback={<p className="px-3.5 py-4 text-muted noscript:hidden">Comparing…</p>}>
            <DiffResult
              key={`${a.id} ${changedAt.a[part]} ${b.id} ${changedAt.b[part]}`}
              part={part}
              a={`/api${toJobPath(a)}/${part}`}
              b={`/api${toJobPath(b)}/${part}`}
              bytes={one + other}
            />
          </Suspense>
          <p className="hidden px-3.5 py-4 text-muted noscript:block">
            Documents are compared in the browser, by JavaScript. Without it, read them on the pages
            of <PageLink href={toJobPath(a)}>A</PageLink> and{" "}
            <PageLink href={toJobPath(b)}>B</PageLink>.
          </p>
        </>
      )}
    </section>
  );
}

function describeAbsence(part: string, a: Side, b: Side): string {
  const lacking = [a, b].filter(({ bytes }) => bytes === null);
  const open = lacking.filter(({ job }) => !isTerminal(job.status)).map(({ name }) => name);
  const reason = open.length === 0 ? "" : `; ${open.join(" and ")} may still get some`;
  const has = [a, b].find(({ bytes }) => bytes !== null);
  return has
    ? `Only ${has.name} has ${withArticle(part)}${reason}.`
    : `Neither job has ${withArticle(part)}${reason}.`;
}

function withArticle(part: string): string {
  return part === "payload" ? "a payload" : part;
}
