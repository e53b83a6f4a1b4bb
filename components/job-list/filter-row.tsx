"use client";
import { useLayoutEffect, useRef, type InputHTMLAttributes } from "react";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

type Props = {
  word: string;
  /** The box or the button that asks for it. */
  input: InputHTMLAttributes<HTMLInputElement>;
  /** Why it cannot be asked for, where an address cannot say it. */
  unsayable?: string | undefined;
  isExcluded: boolean;
  /** Absent where it cannot be left out. */
  onExclude?: (() => void) | undefined;
};

/** One condition, to have or to leave out. */
export function FilterRow({ word, input, unsayable, isExcluded, onExclude }: Props) {
  const row = useRef<HTMLLIElement>(null);
  const text = toVisibleText(word);

  useLayoutEffect(() => {
    const gone = row.current;
    return () => {
      if (gone?.contains(document.activeElement)) focusBefore(gone);
    };
  }, []);

  return (
    <li ref={row} className="flex min-h-[26px] items-center gap-1">
      <label className="flex min-w-0 flex-1 items-center gap-2">
        <input {...input} disabled={unsayable !== undefined} />
        <span className="min-w-0">
          <span className="block truncate" title={text}>
            {text}
          </span>
          {unsayable !== undefined && (
            <span className="block text-[12.5px] text-faint">{unsayable}</span>
          )}
        </span>
      </label>
      {onExclude && (
        <button
          type="button"
          aria-pressed={isExcluded}
          aria-label={`not ${text}`}
          className="button-ghost aria-pressed:bg-failed-soft aria-pressed:text-failed"
          onClick={onExclude}
        >
          not
        </button>
      )}
    </li>
  );
}

/** A row that its own button takes away would take the focus along. The group may go as well. */
function focusBefore(row: HTMLElement): void {
  const controls = row.closest("section")?.querySelectorAll<HTMLElement>("input, button") ?? [];
  const before = Array.from(controls).filter(
    (control) => control.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  queueMicrotask(() => before.findLast((control) => control.isConnected)?.focus());
}
