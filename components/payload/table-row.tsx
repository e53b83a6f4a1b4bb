import type { CSSProperties } from "react";
import { jsonKind } from "#lib/domain/json-model.ts";
import type { TableRow as Row } from "#lib/domain/json-table-page.ts";
import { toVisibleText } from "#lib/domain/visible-text.ts";

type TableRowProps = {
  row: Row;
  columns: readonly string[];
  style: CSSProperties;
  /** 0 for that of the row numbers; null while another row is chosen. */
  activeColumn: number | null;
  toId: (column: number) => string;
  onShow: (node: number) => void;
};

const tones: Record<number, string> = {
  [jsonKind.string]: "text-json-string",
  [jsonKind.number]: "text-json-number",
  [jsonKind.word]: "text-json-word",
};
const chosen =
  "bg-sunken shadow-[inset_0_-2px_var(--line-strong)] outline-focus group-focus-visible:outline-2 group-focus-visible:-outline-offset-2";

export function TableRow({ row, columns, style, activeColumn, toId, onShow }: TableRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={row.place + 2}
      className="grid h-[21px] gap-x-3 hover:bg-sunken"
      style={style}
    >
      <span
        role="rowheader"
        id={toId(0)}
        aria-selected={activeColumn === 0}
        className={`text-faint ${activeColumn === 0 ? chosen : ""}`}
      >
        {row.place}
      </span>
      {row.cells.map((cell, place) => (
        <span
          key={columns[place]}
          role="gridcell"
          id={toId(place + 1)}
          aria-selected={activeColumn === place + 1}
          className={`min-w-0 truncate ${activeColumn === place + 1 ? chosen : ""}`}
        >
          {cell !== null && (
            <button
              type="button"
              tabIndex={-1}
              title={toVisibleText(cell.text)}
              onClick={() => onShow(cell.node)}
              className={`max-w-full truncate text-left hover:underline ${tones[cell.kind] ?? "text-faint"}`}
            >
              <bdi>{toVisibleText(cell.text)}</bdi>
            </button>
          )}
        </span>
      ))}
    </div>
  );
}
