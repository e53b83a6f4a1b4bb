"use client";
import { useState } from "react";
import type { SearchEdit } from "./change-search.ts";
import {
  canExclude,
  describeUnsayable,
  findChoice,
  readChoices,
  setChoice,
  toChoice,
  toMaxLength,
} from "./choice-conditions.ts";
import { ChoiceSearch } from "./choice-search.tsx";
import { FilterGroup, FilterRows } from "./filter-group.tsx";
import { FilterInput } from "./filter-input.tsx";
import { FilterRow } from "./filter-row.tsx";

type Props = {
  search: string;
  change: (edit: SearchEdit) => void;
  name: string;
  label: string;
  /** Value and word of each. */
  options: readonly (readonly [string, string])[];
  /** What one searches among the options, or adds to them; absent where there are few. */
  noun?: string;
  /** By which other values are added, where the options are none to search among. */
  addLabel?: string;
};

/** So many are shown before one searches among them. */
const maxShown = 7;

/** Values to have alone, or to leave out. */
export function ChoiceFilter({ search, change, name, label, options, noun, addLabel }: Props) {
  const [part, setPart] = useState("");
  const { included, excluded } = readChoices(new URLSearchParams(search), name);
  const isChosen = (value: string) => included.includes(value) || excluded.includes(value);
  const isFound = (word: string) => word.toLowerCase().includes(part.trim().toLowerCase());
  const extra = new Set(
    [...included, ...excluded].filter((value) => !options.some(([each]) => each === value)),
  );
  const found = [
    ...Array.from(extra, (value) => [value, value || `no ${label.toLowerCase()}`] as const),
    ...options,
  ].filter(([value, word]) => isChosen(value) || isFound(word));
  const shown = found.filter(([value], at) => at < maxShown || isChosen(value));
  const set = (value: string, isWanted: boolean) =>
    change((params) => setChoice(params, name, value, isWanted));

  return (
    <FilterGroup label={label}>
      {noun !== undefined && (
        <ChoiceSearch
          count={options.length}
          noun={noun}
          part={part}
          isFound={found.some(([, word]) => isFound(word))}
          onPart={setPart}
          onEnter={(typed) => set(findChoice(name, options, typed) ?? toChoice(name, typed), true)}
        />
      )}
      {addLabel !== undefined && (
        <div className="mb-1">
          <FilterInput
            search={search}
            label={addLabel}
            placeholder={addLabel}
            maxLength={toMaxLength(name)}
            onEnter={(typed) => set(toChoice(name, typed), true)}
          />
        </div>
      )}
      {shown.length > 0 && (
        <FilterRows>
          {shown.map(([value, word]) => {
            const isExcluded = excluded.includes(value);
            const mayExclude =
              canExclude(name) &&
              (isExcluded || describeUnsayable(name, value, true) === undefined);
            return (
              <FilterRow
                key={value}
                word={word}
                input={{
                  type: "checkbox",
                  checked: included.includes(value),
                  onChange: () => set(value, !included.includes(value)),
                }}
                unsayable={
                  included.includes(value) ? undefined : describeUnsayable(name, value, false)
                }
                isExcluded={isExcluded}
                onExclude={mayExclude ? () => set(`-${value}`, !isExcluded) : undefined}
              />
            );
          })}
        </FilterRows>
      )}
      {found.length > shown.length && (
        <p className="text-[12.5px] text-faint">{found.length - shown.length} more: search</p>
      )}
    </FilterGroup>
  );
}
