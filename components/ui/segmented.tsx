"use client";
import { useId } from "react";

type Props<Value extends string> = {
  /** What is chosen here, for those who cannot see it. */
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One choice of a few: radio buttons, so arrow keys work without any script of ours. */
export function Segmented<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="inline-flex rounded-[7px] bg-sunken p-0.5">
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex min-h-6 cursor-pointer items-center rounded-[5px] px-2.5 text-[12.5px] whitespace-nowrap text-muted hover:text-text has-checked:bg-surface has-checked:text-text has-checked:shadow-sm has-checked:ring-1 has-checked:ring-line-strong has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
