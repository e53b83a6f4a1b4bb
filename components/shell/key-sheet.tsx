"use client";
import { useEffect, useRef } from "react";
import { ControlKey } from "#components/ui/control-key.tsx";

const keySets: [string, [string, string][]][] = [
  [
    "Everywhere",
    [
      ["Ctrl K", "to the box that takes job IDs"],
      ["Ctrl V", "outside of a field: open the job in what is pasted"],
      ["Esc", "close a menu or a dialog"],
      ["?", "these keys"],
    ],
  ],
  [
    "List of jobs",
    [
      ["Shift click", "tick all rows from the last one ticked"],
      ["Esc", "in the query: back to what the list shows"],
    ],
  ],
  [
    "Job",
    [
      ["N", "to where it failed, and on to the next failure in the timeline"],
      ["Shift N", "to the failure before"],
    ],
  ],
  [
    "Payload, results, jobs below",
    [
      ["↑ ↓", "from row to row"],
      ["→ ←", "unfold, fold"],
      ["Enter", "open the job or the link; unfold the value"],
      ["/", "find in the payload"],
    ],
  ],
  [
    "Charts and pictures",
    [
      ["T", "chart or table"],
      ["← →", "picture before, picture after"],
    ],
  ],
];

/** The keys that do something, by place. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={onClose}
      className="panel m-auto w-[min(40rem,calc(100vw-2rem))] p-5 text-text shadow-xl"
    >
      <div className="mb-3 flex items-center justify-between">
        <h2 id="keys-title" className="text-[17px] font-semibold tracking-[-.01em]">
          Keys
        </h2>
        <button
          type="button"
          className="button-ghost text-[15px]"
          onClick={() => dialog.current?.close()}
          aria-label="Close"
        >
          ×
        </button>
      </div>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {keySets.map(([place, keys]) => (
          <section key={place}>
            <h3 className="mb-1.5 text-[12.5px] text-muted">{place}</h3>
            <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1.5">
              {keys.map(([key, meaning]) => (
                <div key={key} className="contents">
                  <dt>
                    <kbd className="rounded border border-line-strong bg-bg px-1.5 py-px text-[12.5px] whitespace-nowrap text-muted">
                      {key.startsWith("Ctrl") && <ControlKey />}
                      {key.replace("Ctrl", "")}
                    </kbd>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}

/** The next place of the page where something failed, or the one before, from the one that has the focus; round and round. */
export function goToFailure(isBackwards: boolean): void {
  const places = [...document.querySelectorAll<HTMLElement>("[data-failure]")];
  const at = places.findIndex((place) => place === document.activeElement);
  const next = places.at(isBackwards ? Math.max(at, 0) - 1 : (at + 1) % places.length);
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}
