"use client";
import { useState } from "react";

type Props = {
  search: string;
  change: (edit: (params: URLSearchParams) => void) => void;
  name: string;
  label: string;
  /** Value and word of each. */
  options: readonly (readonly [string, string])[];
};

/** So many are shown before one searches among them. */
const maxShown = 8;

/** Values to have alone, or to leave out. */
export function ChoiceFilter({ search, change, name, label, options }: Props) {
  const [part, setPart] = useState("");
  const chosen = new URLSearchParams(search).getAll(name);
  const isChosen = (value: string) => chosen.includes(value) || chosen.includes(`-${value}`);
  const extra = chosen
    .map((value) => value.replace(/^-/, ""))
    .filter((value) => !options.some(([each]) => each === value))
    .map((value) => [value, value] as const);
  const found = [...extra, ...options].filter(
    ([value, word]) => isChosen(value) || word.toLowerCase().includes(part.toLowerCase()),
  );
  const shown = found.filter(([value], at) => at < maxShown || isChosen(value));

  function toggle(value: string, other: string): void {
    change((params) => {
      const kept = params.getAll(name).filter((each) => each !== value && each !== other);
      const isOn = params.getAll(name).includes(value);
      params.delete(name);
      for (const each of isOn ? kept : [...kept, value]) params.append(name, each);
    });
  }

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-[12.5px] text-muted">{label}</legend>
      {options.length > maxShown && (
        <input
          value={part}
          onChange={(event) => setPart(event.target.value)}
          aria-label={`Search ${label.toLowerCase()}`}
          placeholder={`Search ${options.length}`}
          className="mb-1 h-7 w-full rounded-md border border-line-strong bg-bg px-2"
        />
      )}
      <ul>
        {shown.map(([value, word]) => (
          <li key={value} className="flex min-h-7 items-center gap-1">
            <label className="flex min-w-0 flex-1 items-center gap-2">
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => toggle(value, `-${value}`)}
              />
              <span className="truncate" title={word}>
                {word}
              </span>
            </label>
            <button
              type="button"
              aria-pressed={chosen.includes(`-${value}`)}
              aria-label={`not ${word}`}
              className="button-ghost aria-pressed:bg-failed-soft aria-pressed:text-failed"
              onClick={() => toggle(`-${value}`, value)}
            >
              not
            </button>
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <p className="text-[12.5px] text-faint">{found.length - shown.length} more: search</p>
      )}
    </fieldset>
  );
}
