"use client";
import { jobStatuses } from "#lib/domain/job.ts";
import type { ListValues } from "#lib/domain/job-list.ts";
import { toListSearch } from "#lib/domain/list-query/list-params.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { BoundFilter } from "./bound-filter.tsx";
import { ChoiceFilter } from "./choice-filter.tsx";
import { openSearch } from "./use-job-lists.ts";

type Props = { search: string; values: ListValues; sources: { name: string; label: string }[] };

const times = [
  ["1h", "Last hour"],
  ["24h", "Last 24 hours"],
  ["7d", "Last 7 days"],
  ["14d", "Last 14 days"],
] as const;

/** The same conditions as in the query box, to be chosen instead of typed. */
export default function FilterPanel({ search, values, sources }: Props) {
  const change = (edit: (params: URLSearchParams) => void) => {
    const params = new URLSearchParams(search);
    edit(params);
    openSearch(toListSearch(params));
  };
  const filter = { search, change };
  return (
    <section
      aria-label="Filters"
      className="panel mt-3 grid grid-cols-1 gap-x-6 gap-y-4 p-4 sm:grid-cols-2 lg:grid-cols-4"
    >
      <ChoiceFilter
        {...filter}
        name="status"
        label="Status"
        options={jobStatuses.map((status) => [status, statusWords[status]])}
      />
      <ChoiceFilter
        {...filter}
        name="source"
        label="Source"
        options={sources.map(({ name, label }) => [name, label])}
      />
      <ChoiceFilter
        {...filter}
        name="type"
        label="Type"
        options={values.types.map((type) => [type, type || "no type"])}
      />
      <ChoiceFilter
        {...filter}
        name="project"
        label="Project"
        options={[
          ["", "No project"],
          ...values.projects.map(({ id, name }): [string, string] => [id, name ?? id]),
        ]}
      />
      <BoundFilter
        {...filter}
        label="Created"
        names={["created_after", "created_before"]}
        presets={times}
      />
      <BoundFilter
        {...filter}
        label="Ended"
        names={["ended_after", "ended_before"]}
        presets={times}
      />
      <BoundFilter
        {...filter}
        label="Duration"
        names={["min_duration", "max_duration"]}
        presets={[
          ["1m", "1 m or more"],
          ["5m", "5 m or more"],
          ["1h", "1 h or more"],
        ]}
      />
      <div className="grid content-start gap-2">
        <TextFilter {...filter} name="target" label="Target" />
        <TextFilter {...filter} name="parent" label="Parent" />
        <TextFilter {...filter} name="q" label="Text" />
      </div>
    </section>
  );
}

type TextFilterProps = {
  search: string;
  change: (edit: (params: URLSearchParams) => void) => void;
  name: string;
  label: string;
};

function TextFilter({ search, change, name, label }: TextFilterProps) {
  const [value = "", ...others] = new URLSearchParams(search).getAll(name);
  return (
    <label className="grid gap-1 text-[12.5px] text-muted">
      {others.length === 0 ? label : `${label}, the first of ${others.length + 1}`}
      <input
        key={value}
        defaultValue={value}
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        className="mono h-8 rounded-md border border-line-strong bg-bg px-2 font-normal text-text"
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
        onBlur={({ currentTarget }) => {
          const next = currentTarget.value.trim();
          if (next === value) return;
          change((params) => {
            params.delete(name);
            for (const each of [next, ...others]) if (each !== "") params.append(name, each);
          });
        }}
      />
    </label>
  );
}
