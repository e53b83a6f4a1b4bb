"use client";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { PageLink } from "#components/ui/page-link.tsx";
import { defaultLastRange, lastRanges, type LastRange } from "#lib/domain/durations/chart-range.ts";
import { toDurationsSearch } from "#lib/domain/durations/durations-address.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import type { Breakdowns } from "#lib/domain/durations/durations-report.ts";

type Props = {
  query: DurationsQuery;
  breakdowns: Breakdowns;
  sources: { name: string; label: string }[];
};

const lastNames = ["24h", "7d", "30d", "90d", "52w"] as const satisfies LastRange[];
const field =
  "h-8 max-w-[180px] rounded-[7px] border border-line-strong bg-surface px-2 text-[13.5px]";

/** The range and the conditions, all of them in the address. */
export function FilterBar({ query, breakdowns, sources }: Props) {
  const router = useRouter();
  const { filter, range } = query;
  const [type, project] = [filter.type?.include[0], filter.project?.include[0]];
  const from = typeof range === "string" ? undefined : range.after;
  const to = typeof range === "string" ? undefined : range.before;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <nav
        aria-label="Range"
        className="inline-flex max-w-full flex-wrap rounded-[7px] bg-sunken p-0.5"
      >
        {lastNames.map((last) => (
          <PageLink
            key={last}
            href={`/durations${toDurationsSearch({ filter, range: last })}`}
            aria-current={range === last ? "page" : undefined}
            className="flex min-h-6 items-center rounded-[5px] px-2.5 text-[12.5px] whitespace-nowrap text-muted no-underline hover:text-text aria-[current]:bg-surface aria-[current]:text-text aria-[current]:shadow-sm"
          >
            {lastRanges[last].label}
          </PageLink>
        ))}
      </nav>
      <form
        action="/durations"
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          router.push(toAddress(new FormData(event.currentTarget)));
        }}
        onChange={(event) => {
          if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
        }}
      >
        {typeof range === "string" && range !== defaultLastRange && (
          <input type="hidden" name="ended_after" value={range} />
        )}
        <Choice name="source" label="Source" value={filter.source?.include[0]}>
          {sources.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
        <Choice name="type" label="Type" value={type}>
          {listNames(breakdowns.type, type).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
        <Choice name="project" label="Project" value={project ?? undefined}>
          {listNames(breakdowns.project, project).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
        <details className="relative open:basis-full" open={from !== undefined || to !== undefined}>
          <summary className="button-ghost cursor-pointer list-none">From … to</summary>
          <div className="flex flex-wrap items-center gap-2 pt-1">
            <Bound name="ended_after" label="From, UTC" at={from} />
            <Bound name="ended_before" label="to, UTC" at={to} />
            <button type="submit" className="button">
              Show
            </button>
          </div>
        </details>
        <button type="submit" className="button hidden noscript:inline-flex">
          Show
        </button>
      </form>
    </div>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  value: string | undefined;
  children: ReactNode;
};

function Choice({ name, label, value = "", children }: ChoiceProps) {
  return (
    <select key={value} name={name} aria-label={label} defaultValue={value} className={field}>
      <option value="">Any {label.toLowerCase()}</option>
      {children}
    </select>
  );
}

function Bound({ name, label, at }: { name: string; label: string; at: number | undefined }) {
  const value =
    at === undefined || Math.abs(at) > 8e15 ? "" : new Date(at).toISOString().slice(0, 16);
  return (
    <label className="flex items-center gap-1.5 text-[12.5px] text-muted">
      {label}
      <input
        key={value}
        type="datetime-local"
        name={name}
        defaultValue={value}
        className={`${field} min-w-56 text-text`}
      />
    </label>
  );
}

/** What there is in the range, and what is chosen even if it is not there. */
function listNames(
  parts: readonly { name: string | null; label: string }[],
  chosen: string | null | undefined,
): [string, string][] {
  const names = new Map(
    parts.flatMap(({ name, label }): [string, string][] =>
      name === null || name === "" ? [] : [[name, label]],
    ),
  );
  if (chosen && !names.has(chosen)) names.set(chosen, chosen);
  return [...names].toSorted(([, a], [, b]) => (a < b ? -1 : 1));
}

/** Without what was left empty. A chosen range takes the place of one that moves. */
function toAddress(form: FormData): string {
  const params = new URLSearchParams();
  for (const [name, value] of form)
    if (typeof value === "string" && value !== "") params.append(name, value);
  const [last, ...chosen] = params.getAll("ended_after");
  if (last !== undefined && chosen.length > 0) params.set("ended_after", chosen[0] ?? last);
  if (params.has("ended_before") && chosen.length === 0 && /^\d+[hdw]$/.test(last ?? ""))
    params.delete("ended_after");
  const search = params.toString();
  return search === "" ? "/durations" : `/durations?${search}`;
}
