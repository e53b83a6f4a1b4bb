"use client";
import { useRouter } from "next/navigation";
import { PageLink } from "#components/ui/page-link.tsx";
import { isLastRange, lastRanges } from "#lib/domain/durations/chart-range.ts";
import { toDurationsSearch } from "#lib/domain/durations/durations-address.ts";
import type { DurationsQuery } from "#lib/domain/durations/durations-query.ts";
import type { Breakdowns } from "#lib/domain/durations/durations-report.ts";
import type { ListValues } from "#lib/domain/job-list.ts";
import {
  pieceField,
  readFilterForm,
  toFilterForm,
  toPiece,
} from "#lib/domain/durations/filter-form.ts";
import { OtherConditions } from "./other-conditions.tsx";

type Props = {
  query: DurationsQuery;
  breakdowns: Breakdowns;
  sources: { name: string; label: string }[];
  values: ListValues;
};

const lastNames = Object.keys(lastRanges).filter(isLastRange);
const boxes = [
  { name: "source", label: "Source" },
  { name: "type", label: "Type" },
  { name: "project", label: "Project" },
] as const;
const field = "h-8 rounded-[7px] border border-line-strong bg-surface px-2 text-[13.5px]";

/** The range and the conditions, all of them in the address. */
export function FilterBar({ query, breakdowns, sources, values }: Props) {
  const router = useRouter();
  const { filter, range } = query;
  const form = toFilterForm(query);
  const names = {
    source: new Map(sources.map(({ name, label }) => [name, label])),
    type: new Map(values.types.filter((type) => type !== "").map((type) => [type, type])),
    project: new Map([
      ...breakdowns.project.flatMap(({ name, label }) => (name ? [[name, label] as const] : [])),
      ...values.projects.map(({ id, name }) => [id, name ?? id] as const),
    ]),
  };
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
        className="flex max-w-full flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          router.push(`/durations${readFilterForm(new FormData(event.currentTarget))}`);
        }}
        onChange={(event) => {
          if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
        }}
      >
        {boxes.map(({ name, label }) => (
          <Choice
            key={name}
            name={name}
            label={label}
            names={names[name]}
            chosen={filter[name]?.include ?? []}
          />
        ))}
        <input type="hidden" name={pieceField} value={form.rest} />
        <details className="relative open:basis-full" open={form.from !== "" || form.to !== ""}>
          <summary className="button-ghost cursor-pointer list-none">From … to</summary>
          <div className="flex flex-wrap items-center gap-2 pt-1">
            <Bound name="from" label="From, UTC" value={form.from} />
            <Bound name="to" label="to, UTC" value={form.to} />
            <button type="submit" className="button">
              Show
            </button>
          </div>
        </details>
        <button type="submit" className="button hidden noscript:inline-flex">
          Show
        </button>
      </form>
      <OtherConditions query={query} names={names} />
    </div>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  names: ReadonlyMap<string, string>;
  chosen: readonly (string | null)[];
};

/** The names that there are; what is chosen stands among them even if it is not there, or is several. */
function Choice({ name, label, names, chosen }: ChoiceProps) {
  const value = toPiece(name, chosen);
  const options = new Map(Array.from(names, ([each, word]) => [toPiece(name, [each]), word]));
  if (chosen.length > 0 && !options.has(value)) {
    const words = chosen.map((each) => (each ? (names.get(each) ?? each) : `no ${name}`));
    options.set(value, words.join(" or "));
  }
  return (
    <select
      key={value}
      name={pieceField}
      aria-label={label}
      defaultValue={value}
      className={`${field} ${chosen.length > 1 ? "max-w-full" : "max-w-[180px]"}`}
    >
      <option value="">Any {name}</option>
      {[...options]
        .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
        .map(([piece, word]) => (
          <option key={piece} value={piece}>
            {word}
          </option>
        ))}
    </select>
  );
}

function Bound({ name, label, value }: { name: string; label: string; value: string }) {
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
