"use client";
import type { FocusEvent, KeyboardEvent, ReactNode } from "react";

/** For a `details` that is a menu: Escape and leaving it close it. */
export const menuHandlers = {
  onKeyDown({ key, currentTarget }: KeyboardEvent<HTMLDetailsElement>) {
    if (key !== "Escape") return;
    currentTarget.open = false;
    currentTarget.querySelector("summary")?.focus();
  },
  onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLDetailsElement>) {
    if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
  },
};

/** Says that a button opens a menu. */
export function MenuMark() {
  return <span aria-hidden="true" className="fold-mark -mr-1 rotate-90 text-muted" />;
}

/** A button that opens a panel of links. Opens without JavaScript too. */
export function Menu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="sm:relative" {...menuHandlers}>
      <summary className="button list-none">
        {label}
        <MenuMark />
      </summary>
      <div
        tabIndex={-1}
        className="panel absolute right-0 z-30 mt-2 grid w-64 p-1.5 shadow-lg outline-none max-sm:left-0 max-sm:w-auto"
      >
        {children}
      </div>
    </details>
  );
}
