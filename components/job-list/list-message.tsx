"use client";
import { ProblemResponse } from "#lib/client/fetch-json.ts";
import { rangeNames, selectionNames, toExclusionName } from "#lib/domain/list-query/list-params.ts";
import { ListLink } from "./list-link.tsx";
import { useFocusHandover } from "./use-focus-handover.ts";

const rangeWords = new Map([
  ["created", "time created"],
  ["ended", "time ended"],
  ["waited", "time waited"],
  ["took", "total time"],
]);
const conditions: [string, readonly string[]][] = [
  ...selectionNames.map((name): [string, readonly string[]] => [name, [name]]),
  ["IDs", ["id"]],
  ["text", ["q", "not_q"]],
  ...Object.entries(rangeNames).map(([name, pair]): [string, readonly string[]] => [
    rangeWords.get(name) ?? name,
    [...pair, toExclusionName(name)],
  ]),
];

/** Nothing to list, and which condition to leave out; or no job at all yet. */
export function EmptyList({ search, isFailing }: { search: string; isFailing: boolean }) {
  const params = new URLSearchParams(search);
  const used = conditions.filter(([, names]) => names.some((name) => params.has(name)));
  if (used.length === 0)
    return (
      <Message title={isFailing ? "No jobs known." : "No jobs yet."}>
        {isFailing && "Not every source could be asked. "}Gantry lists what its sources have had
        lately; new jobs appear here by themselves.
      </Message>
    );
  return (
    <Message title="No job matches.">
      Leave out{" "}
      {used.map(([label, names], at) => {
        const loosen = (params: URLSearchParams) => {
          for (const name of names) params.delete(name);
        };
        return (
          <span key={label}>
            {at > 0 && (at === used.length - 1 ? " or " : ", ")}
            <ListLink search={search} edit={loosen}>
              {label}
            </ListLink>
          </span>
        );
      })}
      {used.length > 1 && (
        <>
          {" "}
          · <ListLink search="">all conditions</ListLink>
        </>
      )}
    </Message>
  );
}

/** The rows do not begin where the list does, as on the pages of a reader without JavaScript. */
export function PartNote({ search }: { search: string }) {
  return (
    <p ref={useFocusHandover<HTMLParagraphElement>()} className="mb-2 text-[12.5px] text-muted">
      These rows begin further down the list. <ListLink search={search}>To its beginning</ListLink>
    </p>
  );
}

/** The list could not be read; what was there before still stands below. */
export function ListFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = error instanceof ProblemResponse ? error.problem : null;
  return (
    <div
      ref={useFocusHandover<HTMLDivElement>()}
      role="alert"
      className="panel mb-3 flex flex-wrap items-center gap-3 px-4 py-2.5"
    >
      <p className="min-w-0 flex-1 break-words">
        <b className="font-semibold text-failed">{problem?.title ?? "Gantry cannot be reached"}.</b>{" "}
        {problem?.detail ??
          "The jobs are where they were; the list is asked for again when you say so."}{" "}
        {problem && (
          <code className="mono text-faint">
            {problem.code} · {problem.requestId}
          </code>
        )}
      </p>
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

function Message({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div ref={useFocusHandover<HTMLDivElement>()} className="panel px-4 py-12 text-center">
      <p className="text-[15px] font-semibold">{title}</p>
      <p className="mt-1 text-muted">{children}</p>
    </div>
  );
}
