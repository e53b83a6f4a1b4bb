import type { DiffRow } from "#lib/domain/json-diff/read-diff-row.ts";

const looks: Record<DiffRow["sign"], { mark: string; word: string; tint: string }> = {
  same: { mark: "", word: "", tint: "" },
  removed: { mark: "−", word: "only in A", tint: "bg-failed-soft" },
  added: { mark: "+", word: "only in B", tint: "bg-succeeded-soft" },
  moved: { mark: "↕", word: "moved", tint: "bg-running-soft" },
  masked: { mark: "?", word: "masked", tint: "bg-partial-soft" },
  gap: { mark: "⋯", word: "", tint: "" },
};

const indentLevelsMax = 40;

type DiffLineProps = { row: DiffRow | undefined; index: number; count: number; isActive: boolean };

/** A line of a diff: its sign in the margin, then key and value as they are written. */
export function DiffLine({ row, index, count, isActive }: DiffLineProps) {
  const place = { role: "listitem", "aria-setsize": count, "aria-posinset": index + 1 };
  if (row === undefined)
    return (
      <div {...place} className="json-row text-faint">
        …
      </div>
    );
  const { mark, word, tint } = looks[row.sign];
  const indent = Math.min(row.depth, indentLevelsMax) * 16;
  return (
    <div
      {...place}
      className={`json-row flex ${tint} ${row.sign === "gap" ? "text-muted" : ""} ${isActive ? "shadow-[inset_2px_0_var(--focus)]" : ""}`}
    >
      <span className="sticky left-0 w-6 flex-none text-center font-semibold" aria-hidden="true">
        {mark}
      </span>
      {word !== "" && <span className="sr-only">{word}: </span>}
      <span style={{ paddingLeft: indent }}>
        {row.key !== "" && (
          <>
            <span className={row.sign === "same" ? "text-json-key" : ""}>{row.key}</span>
            <span className="text-muted">: </span>
          </>
        )}
        <span className={row.kind === null ? "text-muted" : ""}>{row.text}</span>
        {row.note !== "" && (
          <span className="ml-3 font-sans text-[12.5px] text-muted">{row.note}</span>
        )}
      </span>
    </div>
  );
}
