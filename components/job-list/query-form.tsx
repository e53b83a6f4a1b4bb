"use client";
import { useRouter } from "next/navigation";
import { useId, useRef, useState, type FormEvent } from "react";
import { useZone } from "#components/shell/preferences.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { toListSearch } from "#lib/domain/list-query/list-params.ts";
import { parseQueryText, type QueryError } from "#lib/domain/list-query/parse-query-text.ts";
import { openSearch } from "./use-job-lists.ts";

type Props = {
  /** The conditions of the address, as one would type them. */
  text: string;
  sort: string | null;
  /** Of the query that the page was asked for. */
  initialErrors: readonly QueryError[];
};

/** Every ID has a digit, and every filter a colon. */
const mayBeIds = (text: string) => /\d/.test(text) && !text.includes(":");
/** Where the script is gone, they are text. */
const readIds = (text: string) =>
  import("#components/paste/read-id-query.ts")
    .then(({ readIdQuery }) => readIdQuery(text))
    .catch(() => null);

/** The query box: in step with the address, and a plain form without JavaScript. */
export function QueryForm({ text, sort, initialErrors }: Props) {
  const router = useRouter();
  const zone = useZone();
  const input = useRef<HTMLInputElement>(null);
  const errorsId = useId();
  const initial = { of: text, told: initialErrors, draft: text, errors: initialErrors };
  const [{ of, told, draft, errors }, setDraft] = useState(initial);
  if (of !== text || told !== initialErrors) setDraft(initial);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const ids = mayBeIds(draft) ? await readIds(draft) : null;
    if (ids?.kind === "lookup") return router.push(ids.path);
    // What was not touched changes nothing: the address may have moved on since it was drawn.
    if (ids === null && draft === text && errors.length === 0) return;
    const { params, errors: faults } =
      ids === null ? parseQueryText(draft, Date.now(), zone) : { params: ids.params, errors: [] };
    setDraft({ of, told, draft, errors: faults });
    const [first] = faults;
    if (first) return input.current?.setSelectionRange(first.at, first.at + first.length);
    if (sort !== null && !params.has("sort")) params.set("sort", sort);
    openSearch(toListSearch(params));
  }

  return (
    <form action="/jobs" role="search" aria-label="Filter the list" onSubmit={submit}>
      <div className="flex min-h-[38px] items-center gap-2 rounded-lg border border-line-strong bg-surface px-3 has-focus-visible:border-focus">
        <span className="text-faint">
          <Icon name="search" size={15} />
        </span>
        <input
          ref={input}
          name="query"
          value={draft}
          onChange={(event) => setDraft({ of, told, draft: event.target.value, errors: [] })}
          onKeyDown={(event) => {
            if (event.key === "Escape") setDraft({ of, told, draft: text, errors: [] });
          }}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="status:failed type:overlay.* duration:>5m ended:<24h"
          aria-label="Query"
          aria-invalid={errors.length > 0 ? true : undefined}
          aria-describedby={errors.length > 0 ? errorsId : undefined}
          className="mono min-w-0 flex-1 bg-transparent py-1 outline-none placeholder:text-faint"
        />
        {sort !== null && <input type="hidden" name="sort" value={sort} />}
        <button type="submit" className="button-ghost">
          Filter
        </button>
      </div>
      {errors.length > 0 && (
        <div id={errorsId} role="alert">
          <ul className="mt-2 grid gap-1 text-[12.5px] text-failed">
            {errors.map(({ at, length, message }) => (
              <li key={`${at} ${message}`} className="break-words">
                {length > 0 && (
                  <code className="mono mr-2 underline decoration-wavy underline-offset-4">
                    {draft.slice(at, at + Math.min(length, 80))}
                  </code>
                )}
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
    </form>
  );
}
