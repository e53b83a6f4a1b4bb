"use client";
import { listLimits } from "#lib/domain/list-query/list-params.ts";

type Props = {
  /** How many there are to search among. */
  count: number;
  /** What a typed value is: "type". */
  noun: string;
  part: string;
  /** False where none has the part in it. */
  isFound: boolean;
  onPart: (part: string) => void;
  /** Hears what was typed, when one presses Enter. */
  onEnter: (typed: string) => void;
};

/** Searches among the values, and adds one that may not be among them: they are the most frequent, as of when the page was drawn. */
export function ChoiceSearch({ count, noun, part, isFound, onPart, onEnter }: Props) {
  const typed = part.trim();
  const adds = typed.startsWith("-") ? "Enter leaves it out" : `Enter adds it as a ${noun}`;
  return (
    <div className="mb-1">
      <input
        value={part}
        onChange={(event) => onPart(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onPart("");
          if (event.key !== "Enter" || typed === "") return;
          onEnter(typed);
          onPart("");
        }}
        aria-label={`Search, or add a ${noun}`}
        placeholder={count > 0 ? `Search ${count}, or add a ${noun}` : `Add a ${noun}`}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        maxLength={listLimits.valueLength}
        className="h-8 w-full rounded-md border border-line-strong bg-bg px-2 placeholder:text-faint"
      />
      <p role="status" className="text-[12.5px] text-faint">
        {typed === "" ? "" : isFound ? adds : `Nothing found. ${adds}`}
      </p>
    </div>
  );
}
