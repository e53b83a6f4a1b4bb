"use client";
import { useState } from "react";

type Props = {
  /** The address's search that it was drawn with. */
  search: string;
  /** What the address has; absent where one more value is to be added. */
  value?: string;
  /** Absent where a label stands around it. */
  label?: string;
  placeholder?: string;
  maxLength: number;
  /** Hears what was typed, when one presses Enter or goes on. */
  onEnter: (text: string) => void;
};

type Draft = {
  of: string;
  draft: string;
  /** The search at which it was entered; null while it is typed, when no other change takes it away. */
  enteredAt: string | null;
};

const toDraft = (given: string): Draft => ({ of: given, draft: given, enteredAt: null });

/** A condition to be typed. It takes effect on Enter, and when one leaves it. */
export function FilterInput({ search, value, label, placeholder, maxLength, onEnter }: Props) {
  const given = value ?? "";
  const [{ of, draft, enteredAt }, setDraft] = useState<Draft>(toDraft(given));
  // What was entered may be gone again by the next address, which then has the same value here as the one before.
  if (of !== given || (enteredAt !== null && enteredAt !== search)) setDraft(toDraft(given));

  function enter(): void {
    const text = draft.trim();
    setDraft({ of, draft: value === undefined ? "" : text, enteredAt: search });
    if (text !== given) onEnter(text);
  }

  return (
    <input
      value={draft}
      onChange={(event) => setDraft({ of, draft: event.target.value, enteredAt: null })}
      onBlur={enter}
      onKeyDown={(event) => {
        if (event.key === "Enter") enter();
        if (event.key === "Escape") setDraft(toDraft(given));
      }}
      aria-label={label}
      placeholder={placeholder}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      maxLength={maxLength}
      className="mono h-8 w-full min-w-0 rounded-md border border-line-strong bg-bg px-2 text-text placeholder:text-faint"
    />
  );
}
