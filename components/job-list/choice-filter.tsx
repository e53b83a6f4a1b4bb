"use client";
import { useState } from "react";
import { listLimits } from "#lib/domain/list-query/list-params.ts";
import { canExclude, readChoices, setChoice, toChoice } from "./choice-conditions.ts";
import { FilterGroup, FilterRows } from "./filter-group.tsx";
import { FilterInput } from "./filter-input.tsx";
import { FilterRow } from "./filter-row.tsx";

type Props = {
  search: string;
  change: (edit: (params: URLSearchParams) => void) => void;
  name: string;
  label: string;
  /** Value and word of each. */
  options: readonly (readonly [string, string])[];
  /** By which other values are added; absent where the options are all there is. */
  addLabel?: string;
};

/** So many are shown before one searches among them. */
const maxShown = 7;

/** Values to have alone, or to leave out. */
export function ChoiceFilter({ search, change, name, label, options, addLabel }: Props) {
  const [part, setPart] = useState("");
  const { included, excluded } = readChoices(new URLSearchParams(search), name);
  const isChosen = (value: string) => included.includes(value) || excluded.includes(value);
  const extra = new Set(
    [...included, ...excluded].filter((value) => !options.some(([each]) => each === value)),
  );
  const found = [
    ...Array.from(extra, (value) => [value, value || `no ${label.toLowerCase()}`] as const),
    ...options,
  ].filter(([value, word]) => isChosen(value) || word.toLowerCase().includes(part.toLowerCase()));
  const shown = found.filter(([value], at) => at < maxShown || isChosen(value));
  const set = (value: string, isWanted: boolean) =>
    change((params) => setChoice(params, name, value, isWanted));

  return (
    <FilterGroup label={label}>
      {options.length > maxShown && (
        <input
          value={part}
          onChange={(event) => setPart(event.target.value)}
          aria-label={`Search ${label.toLowerCase()}`}
          placeholder={`Search ${options.length}`}
          className="mb-1 h-8 w-full rounded-md border border-line-strong bg-bg px-2 placeholder:text-faint"
        />
      )}
      {addLabel !== undefined && (
        <div className="mb-1">
          <FilterInput
            label={addLabel}
            placeholder={addLabel}
            maxLength={name === "not_q" ? listLimits.textLength : listLimits.valueLength}
            onEnter={(typed) => set(toChoice(name, typed), true)}
          />
        </div>
      )}
      {shown.length > 0 && (
        <FilterRows>
          {shown.map(([value, word]) => (
            <FilterRow
              key={value}
              word={word}
              input={{
                type: "checkbox",
                checked: included.includes(value),
                onChange: () => set(value, !included.includes(value)),
              }}
              isExcluded={excluded.includes(value)}
              onExclude={
                canExclude(name) ? () => set(`-${value}`, !excluded.includes(value)) : undefined
              }
            />
          ))}
        </FilterRows>
      )}
      {found.length > shown.length && (
        <p className="text-[12.5px] text-faint">{found.length - shown.length} more: search</p>
      )}
    </FilterGroup>
  );
}
