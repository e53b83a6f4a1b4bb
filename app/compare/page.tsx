import { redirect } from "next/navigation";
import { CompareForm, type CompareField } from "#components/compare/compare-form.tsx";
import { CompareView } from "#components/compare/compare-view.tsx";
import { ComparedJobHead } from "#components/compare/compared-job-head.tsx";
import { PageHead } from "#components/shell/page-head.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { toComparePath } from "#lib/domain/compare/compare-path.ts";
import { parseJobKey } from "#lib/domain/job.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { toLoggedProblem } from "#lib/server/http/route.ts";
import { getComparedJob, type ComparedJob } from "#lib/server/jobs/get-compared-job.ts";
import { resolveCompared, type ComparedName } from "#lib/server/jobs/resolve-compared.ts";
import type { PageParams } from "#lib/server/http/url-params.ts";

export const dynamic = "force-dynamic";

export default async function ComparePage({ searchParams }: { searchParams: PageParams }) {
  const asked = await searchParams;
  const texts = { a: toText(asked["a"]), b: toText(asked["b"]) };
  const gantry = await getGantry();
  const names = await resolveCompared(gantry, texts);
  redirectToNamed(names, texts);
  const [a, b] = await Promise.all([
    getComparedJob(gantry, names.a.key),
    getComparedJob(gantry, names.b.key),
  ]);
  const fields = { a: toField(names.a, a), b: toField(names.b, b) };
  const labelOf = (source: string) => gantry.sources.get(source)?.label ?? source;

  return (
    <>
      <PageHead title="Compare · Gantry" />
      <h1 className="mb-3 text-[21px] font-semibold tracking-[-.015em]">Compare two jobs</h1>
      <CompareForm {...fields} />
      {[a, b].map(
        (side, index) =>
          side?.job &&
          side.problem && (
            // oxlint-disable-next-line react/no-array-index-key -- two sides, always in this order
            <ProblemNotice key={index} problem={toLoggedProblem(side.problem)} />
          ),
      )}
      {a?.job && b?.job ? (
        <CompareView
          key={`${names.a.key} ${names.b.key}`}
          a={a.job}
          b={b.job}
          changedAt={{ a: a.changedAt, b: b.changedAt }}
          labels={{ a: labelOf(a.job.source), b: labelOf(b.job.source) }}
          now={Date.now()}
        />
      ) : (
        <OneSide a={a} b={b} fields={fields} />
      )}
    </>
  );
}

type OneSideProps = {
  a: ComparedJob | null;
  b: ComparedJob | null;
  fields: { a: CompareField; b: CompareField };
};

/** While one side is missing: the other, and what to do. */
function OneSide({ a, b, fields }: OneSideProps) {
  const known = a?.job
    ? { side: "A" as const, job: a.job }
    : b?.job && { side: "B" as const, job: b.job };
  const [other, field] = a?.job ? ["B", fields.b] : ["A", fields.a];
  const lead = field.text === "" ? "One job is here." : `${other} cannot be shown.`;
  return (
    <>
      {known && <ComparedJobHead {...known} />}
      <p className="panel mt-4 px-4 py-6 text-center text-muted">
        {known
          ? `${lead} Name ${field.text === "" ? "the other" : "another"} one above, by its ID or by a text that holds it.`
          : "Paste the IDs of two jobs above. What differs between their phases, events, payloads and results is shown here."}
      </p>
    </>
  );
}

function toText(value: string | string[] | undefined): string {
  return ([value].flat()[0] ?? "").trim().slice(0, 4_000);
}

function toField({ text, key, hint }: ComparedName, side: ComparedJob | null): CompareField {
  const missing = side && !side.job ? (side.problem?.message ?? null) : null;
  return { text: key ?? text, hint: hint ?? missing };
}

/** Words and pasted texts become the jobs they name, so that the address can be passed on. */
function redirectToNamed(
  { a, b }: { a: ComparedName; b: ComparedName },
  texts: { a: string; b: string },
): void {
  const [one, other] = [parseJobKey(a.key ?? ""), parseJobKey(b.key ?? "")];
  if (one && other && (a.key !== texts.a || b.key !== texts.b)) redirect(toComparePath(one, other));
}
