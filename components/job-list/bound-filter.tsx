"use client";

type Props = {
  search: string;
  change: (edit: (params: URLSearchParams) => void) => void;
  label: string;
  /** The parameters of the lower and the upper bound. */
  names: readonly [string, string];
  /** Values of the lower bound, with their words. */
  presets: readonly (readonly [string, string])[];
};

/** A range: one of the usual ones, or any two ends. */
export function BoundFilter({ search, change, label, names, presets }: Props) {
  const params = new URLSearchParams(search);
  const [low, high] = names;
  const values = { [low]: params.get(low) ?? "", [high]: params.get(high) ?? "" };
  const set = (name: string, value: string) =>
    change((next) => (value === "" ? next.delete(name) : next.set(name, value)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-[12.5px] text-muted">{label}</legend>
      {presets.map(([value, word]) => (
        <label key={value} className="flex min-h-7 items-center gap-2">
          <input
            type="radio"
            name={low}
            checked={values[low] === value && values[high] === ""}
            onChange={() =>
              change((next) => {
                next.set(low, value);
                next.delete(high);
              })
            }
          />
          {word}
        </label>
      ))}
      <div className="mt-1 flex items-center gap-1.5">
        {names.map((name, at) => (
          <input
            key={`${name} ${values[name]}`}
            defaultValue={values[name]}
            aria-label={`${label} ${at === 0 ? "from" : "to"}`}
            placeholder={low.startsWith("min") ? ["5m", "1h"][at] : ["7d", "2026-11-22"][at]}
            spellCheck={false}
            autoComplete="off"
            maxLength={40}
            className="mono h-8 w-full min-w-0 rounded-md border border-line-strong bg-bg px-2"
            onKeyDown={(event) => {
              if (event.key === "Enter") event.currentTarget.blur();
            }}
            onBlur={({ currentTarget }) => {
              const value = currentTarget.value.trim();
              if (value !== values[name]) set(name, value);
            }}
          />
        ))}
      </div>
      {(values[low] !== "" || values[high] !== "") && (
        <button
          type="button"
          className="button-ghost mt-1"
          onClick={() => change((next) => names.forEach((name) => next.delete(name)))}
        >
          Any
        </button>
      )}
    </fieldset>
  );
}
