import type { CSSProperties } from "react";
import { useZone } from "#components/shell/preferences.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { jsonKind } from "#lib/domain/json/kind.ts";
import type { TableCell, TableRow as Row } from "#lib/domain/json/table-page.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { toTimeTitle } from "./time-title.ts";
import { toLink } from "./to-link.ts";

type TableRowProps = {
  row: Row;
  columns: readonly string[];
  style: CSSProperties;
  /** 0 for that of the row numbers; null while another row is chosen. */
  activeColumn: number | null;
  toId: (column: number) => string;
  onShow: (node: number) => void;
};

const mayBeTime = /^"\d{4}-\d\d-\d\d[T ]/;
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

/** A job's ID leads to its page; any other value to itself in the tree. */
function Value({ cell: { node, text, kind, more }, onShow }: ValueProps) {
  const zone = useZone();
  const shown = toVisibleText(text);
  const time = mayBeTime.test(text) ? toTimeTitle(text, zone) : "";
  const title =
    shown +
    (time === "" ? "" : `, ${time}`) +
    (more === 0 ? "" : `, and ${more} more under the same key`);
  const className = `max-w-full truncate text-left hover:underline ${tones[kind] ?? "text-faint"}`;
  const content = (
    <>
      <bdi>{shown}</bdi>
      {more > 0 && <span className="text-faint"> +{more}</span>}
    </>
  );
  const link = kind === jsonKind.string ? toLink(text) : null;
  return link?.isOwn ? (
    <PageLink
      tabIndex={-1}
      href={link.href}
      title={title}
      className={`${className} underline decoration-line-strong underline-offset-3`}
    >
      {content}
    </PageLink>
  ) : (
    <button
      type="button"
      tabIndex={-1}
      title={title}
      onClick={() => onShow(node)}
      className={className}
    >
      {content}
    </button>
  );
}
