"use client";
import {
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type ToggleEvent,
} from "react";

/** For a `details` that is a menu: Escape and leaving it close it. Its panel takes a `tabIndex`: a label in it is no place for the focus. */
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

/** For a `details` whose content comes when it is open, which it may be before the page is alive. */
export function useMenu() {
  const ref = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(ref.current?.open ?? false), []);
  const onToggle = ({ currentTarget }: ToggleEvent<HTMLDetailsElement>) =>
    setOpen(currentTarget.open);
  return { isOpen, menu: { ref, onToggle, ...menuHandlers } };
}

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
