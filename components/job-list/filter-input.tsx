"use client";
import { useState } from "react";

type Props = {
  /** What the address has; absent where one more value is to be added. */
  value?: string;
  /** Absent where a label stands around it. */
  label?: string;
  placeholder?: string;
  maxLength: number;
  /** Hears what was typed, when one presses Enter or goes on. */
  onEnter: (text: string) => void;
};

/** A condition to be typed. It takes effect on Enter, and when one leaves it. */
export function FilterInput({ value, label, placeholder, maxLength, onEnter }: Props) {
  const given = value ?? "";
  const [{ of, draft }, setDraft] = useState({ of: given, draft: given });
  if (of !== given) setDraft({ of: given, draft: given });

  function enter(): void {
    const text = draft.trim();
    setDraft({ of, draft: value === undefined ? "" : text });
    if (text !== given) onEnter(text);
  }

  return (
    <input
      value={draft}
      onChange={(event) => setDraft({ of, draft: event.target.value })}
      onBlur={enter}
      onKeyDown={(event) => {
        if (event.key === "Enter") enter();
        if (event.key === "Escape") setDraft({ of, draft: given });
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
