import type { CSSProperties } from "react";
import { jsonKind } from "#lib/domain/json-kind.ts";
import type { TableCell, TableRow as Row } from "#lib/domain/json-table-page.ts";
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
      {row.cells.map((cell, place) => {
        const column = place + 1;
        const isChosen = row.isObject ? activeColumn === column : (activeColumn ?? 0) > 0;
        return (
          <span
            key={columns[place]}
            role="gridcell"
            id={toId(isChosen ? (activeColumn ?? column) : column)}
            aria-colspan={row.isObject ? undefined : columns.length}
            aria-selected={isChosen}
            className={`min-w-0 truncate ${row.isObject ? "" : "col-[2/-1]"} ${isChosen ? chosen : ""}`}
          >
            {cell !== null && <Value cell={cell} onShow={onShow} />}
          </span>
        );
      })}
    </div>
  );
}

type ValueProps = { cell: TableCell; onShow: (node: number) => void };

function Value({ cell: { node, text, kind, more }, onShow }: ValueProps) {
  const shown = toVisibleText(text);
  const others = more === 0 ? "" : `, and ${more} more under the same key`;
  return (
    <button
      type="button"
      tabIndex={-1}
      title={shown + others}
      onClick={() => onShow(node)}
      className={`max-w-full truncate text-left hover:underline ${tones[kind] ?? "text-faint"}`}
    >
      <bdi>{shown}</bdi>
      {more > 0 && <span className="text-faint"> +{more}</span>}
    </button>
  );
}
