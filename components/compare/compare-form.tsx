import { PageLink } from "#components/ui/page-link.tsx";
import { toComparePath } from "#lib/domain/compare/compare-path.ts";
import { parseJobKey } from "#lib/domain/job.ts";

export type CompareField = {
  /** What stands in the field: a job's key, or what was typed. */
  text: string;
  /** Why it names no job that can be shown. */
  hint: string | null;
};

/** The two fields, a plain form: anything that holds a job ID may be pasted into either. */
export function CompareForm({ a, b }: { a: CompareField; b: CompareField }) {
  const [one, other] = [parseJobKey(a.text), parseJobKey(b.text)];
  return (
    <form action="/compare" className="mb-4" aria-label="Which jobs to compare">
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_1fr_auto]">
        <Field name="a" label="A, the job to compare with" {...a} />
        <Field name="b" label="B" {...b} />
        <button type="submit" className="button justify-center sm:mt-[22px]">
          Compare
        </button>
      </div>
      {other && (one || b.hint === null) && (
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-[12.5px] *:underline">
          {one && <PageLink href={toComparePath(other, one)}>Swap A and B</PageLink>}
          {b.hint === null && (
            <>
              <PageLink href={toComparePath("previous", other)}>
                B with the previous of its type
              </PageLink>
              <PageLink href={toComparePath("last-success", other)}>
                B with its last success
              </PageLink>
            </>
          )}
        </p>
      )}
    </form>
  );
}

function Field({ name, label, text, hint }: CompareField & { name: "a" | "b"; label: string }) {
  const hintId = `compare-${name}-hint`;
  return (
    <div className="min-w-0">
      <label className="block text-[12.5px] leading-[22px] text-muted" htmlFor={`compare-${name}`}>
        {label}
      </label>
      <input
        id={`compare-${name}`}
        name={name}
        defaultValue={text}
        key={text}
        autoComplete="off"
        spellCheck={false}
        maxLength={4_000}
        placeholder="Paste a job ID"
        aria-invalid={hint === null ? undefined : true}
        aria-describedby={hint === null ? undefined : hintId}
        className="mono h-8 w-full min-w-0 rounded-[7px] border border-line-strong bg-surface px-2.5 placeholder:text-faint"
      />
      {hint !== null && (
        <p id={hintId} role="alert" className="mt-1 text-[12.5px] wrap-anywhere text-failed">
          {hint}
        </p>
      )}
    </div>
  );
}
