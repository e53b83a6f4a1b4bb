"use client";
import { useZone } from "#components/shell/preferences.tsx";
import { lengthNames, rangeNames, type RangeName } from "#lib/domain/list-query/list-params.ts";
import { formatRangeText } from "#lib/domain/list-query/range-text.ts";
import { toZonedInstant } from "#lib/domain/list-query/zoned-instant.ts";
import type { SearchEdit } from "./change-search.ts";
import { FilterGroup, FilterRows } from "./filter-group.tsx";
import { FilterInput } from "./filter-input.tsx";
import { FilterRow } from "./filter-row.tsx";
import {
  clearRanges,
  readRanges,
  setOrDelete,
  toggleExclusion,
  wantRange,
} from "./range-conditions.ts";

const ends = ["from", "to"];

type Props = {
  search: string;
  change: (edit: SearchEdit) => void;
  name: RangeName;
  label: string;
  /** What is measured, where the label does not say it all. */
  meaning?: string;
  /** Values of the lower bound, with their words. */
  presets: readonly (readonly [string, string])[];
};

/** A range to have or to leave out: one of the usual ones, or any two ends. */
export function BoundFilter({ search, change, name, label, meaning, presets }: Props) {
  const params = new URLSearchParams(search);
  const { wanted, excluded } = readRanges(params, name);
  const words = new Map(
    presets.map(([low, word]) => [formatRangeText(name, { low, high: "" }), word]),
  );
  for (const text of [wanted, ...excluded])
    if (text !== "" && !words.has(text)) words.set(text, text);
  const zone = useZone();
  const isLength = lengthNames.has(name);
  const examples = isLength ? ["5m", "1h"] : ["7d", "24h"];
  return (
    <FilterGroup label={meaning === undefined ? label : `${label}, ${meaning}`}>
      <div className="mb-1 flex items-center gap-1.5">
        <label className="mr-1 flex items-center gap-2">
          <input
            type="radio"
            name={name}
            checked={wanted === "" && excluded.length === 0}
            onChange={() => change((next) => clearRanges(next, name))}
          />
          Any
        </label>
        {rangeNames[name].map((end, at) => (
          <label key={end} className="flex min-w-0 flex-1 items-center gap-1.5">
            {ends[at]}
            <FilterInput
              search={search}
              value={params.get(end) ?? ""}
              label={`${label} ${ends[at]}`}
              placeholder={`e.g. ${examples[at]}`}
              maxLength={40}
              onEnter={(text) =>
                change((next) =>
                  setOrDelete(next, end, isLength ? text : toZonedInstant(text, zone)),
                )
              }
            />
          </label>
        ))}
      </div>
      <FilterRows>
        {[...words].map(([text, word]) => (
          <FilterRow
            key={text}
            word={word}
            input={{
              type: "radio",
              name,
              checked: wanted === text,
              onChange: () => change((next) => wantRange(next, name, text)),
            }}
            isExcluded={excluded.includes(text)}
            onExclude={() => change((next) => toggleExclusion(next, name, text))}
          />
        ))}
      </FilterRows>
    </FilterGroup>
  );
}
