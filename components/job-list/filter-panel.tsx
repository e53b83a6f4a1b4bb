"use client";
import { useMemo } from "react";
import { metricWords } from "#lib/domain/durations/metric-words.ts";
import { jobStatuses } from "#lib/domain/job.ts";
import type { ListValues } from "#lib/domain/job-list.ts";
import type { ShownList } from "#lib/domain/list-query/apply-list-changes.ts";
import { listLimits } from "#lib/domain/list-query/list-params.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { BoundFilter } from "./bound-filter.tsx";
import { changeSearch, type SearchEdit } from "./change-search.ts";
import { ChoiceFilter } from "./choice-filter.tsx";
import { describeTotal } from "./describe-list.ts";
import { FilterInput } from "./filter-input.tsx";
import { setOrDelete } from "./range-conditions.ts";
import { addSeenValues } from "./seen-values.ts";
import { useFocusHandover } from "./use-focus-handover.ts";
import { openSearch } from "./use-job-lists.ts";

type Props = {
  search: string;
  values: ListValues;
  sources: { name: string; label: string }[];
  /** The list in sight; null where none is. */
  list: ShownList | null;
  isLoading: boolean;
  /** Leads back to the list. */
  onShow: () => void;
};

const times = [
  ["1h", "Last hour"],
  ["24h", "Last 24 hours"],
  ["7d", "Last 7 days"],
  ["14d", "Last 14 days"],
] as const;
const timeMeaning = "an age or a day like 2026-11-22";
const lengths = [
  ["1m", "1 m or more"],
  ["5m", "5 m or more"],
  ["1h", "1 h or more"],
] as const;
const waits = [["10s", "10 s or more"], lengths[0], lengths[1]] as const;

/** The same conditions as in the query box, to be chosen instead of typed. */
export default function FilterPanel(props: Props) {
  const { search, values, sources, list, isLoading, onShow } = props;
  // The present address, not the one of the last drawing: leaving a field and pressing a button are two changes.
  const change = (edit: SearchEdit) => openSearch(changeSearch(location.search, edit));
  const filter = { search, change };
  const [rows, waiting] = [list?.rows, list?.waiting];
  const { types, projects } = useMemo(
    () => addSeenValues(values, [...(rows ?? []), ...(waiting?.values() ?? [])]),
    [values, rows, waiting],
  );
  const params = new URLSearchParams(search);
  const { wait, run, total } = metricWords;
  return (
    <section aria-label="Filters" className="mt-3">
      <div className="panel grid grid-cols-1 gap-x-6 gap-y-4 p-4 sm:grid-cols-2 lg:grid-cols-4">
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
          options={types.map((type) => [type, type || "no type"])}
          noun="type"
        />
        <ChoiceFilter
          {...filter}
          name="project"
          label="Project"
          options={[
            ["", "No project"],
            ...projects.map(({ id, name }): [string, string] => [id, name ?? id]),
          ]}
          noun="project’s ID"
        />
        <BoundFilter
          {...filter}
          name="created"
          label="Created"
          meaning={timeMeaning}
          presets={times}
        />
        <BoundFilter {...filter} name="ended" label="Ended" meaning={timeMeaning} presets={times} />
        <BoundFilter
          {...filter}
          name="duration"
          label="Duration"
          meaning={run.meaning}
          presets={lengths}
        />
        <BoundFilter
          {...filter}
          name="waited"
          label="Waited"
          meaning={wait.meaning}
          presets={waits}
        />
        <BoundFilter
          {...filter}
          name="took"
          label={total.label}
          meaning={total.meaning}
          presets={lengths}
        />
        <ChoiceFilter
          {...filter}
          name="target"
          label="Target"
          options={[["", "No target"]]}
          addLabel="Add a target"
        />
        <ChoiceFilter
          {...filter}
          name="parent"
          label="Parent"
          options={[["", "No parent"]]}
          addLabel="Add a parent"
        />
        <div className="grid content-start gap-3">
          <TextFilter {...filter} />
          <ChoiceFilter
            {...filter}
            name="not_q"
            label="Without the text"
            options={[]}
            addLabel="Add a text to leave out"
          />
        </div>
        {params.has("failure") && (
          <div className="min-w-0 sm:col-span-2">
            <ChoiceFilter
              {...filter}
              name="failure"
              label="Failure"
              options={[]}
              addLabel="Add a failure"
            />
          </div>
        )}
        {params.has("id") && (
          <div className="min-w-0 sm:col-span-2">
            <ChoiceFilter {...filter} name="id" label="ID" options={[]} addLabel="Add an ID" />
          </div>
        )}
      </div>
      <button
        ref={useFocusHandover<HTMLButtonElement>()}
        type="button"
        onClick={onShow}
        className="button-primary sticky bottom-3 z-[16] mt-3 w-full sm:hidden"
      >
        Show {list === null || isLoading ? "jobs" : describeTotal(list).toLowerCase()}
      </button>
    </section>
  );
}

type TextFilterProps = { search: string; change: (edit: SearchEdit) => void };

function TextFilter({ search, change }: TextFilterProps) {
  const [value = "", ...others] = new URLSearchParams(search).getAll("q");
  return (
    <label className="grid gap-1 text-[12.5px] text-muted">
      {others.length === 0 ? "Text" : `Text, the first of ${others.length + 1}`}
      <FilterInput
        search={search}
        value={value}
        maxLength={listLimits.textLength}
        onEnter={(text) =>
          change((params) => {
            setOrDelete(params, "q", text);
            for (const other of others) params.append("q", other);
          })
        }
      />
    </label>
  );
}
