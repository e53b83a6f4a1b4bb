"use client";

import { jsonKind } from "#lib/domain/json-model.ts";
import { drawnRowsMax } from "./row-geometry.ts";
import type { Session } from "./session.ts";
import { useAnswer } from "./use-answer.ts";
import { useFetchedRows } from "./use-fetched-rows.ts";

type PayloadTableProps = {
  title: string;
  session: Session;
  /** An array of objects. */
  node: number;
  onShow: (node: number) => void;
  onClose: () => void;
};

const noTable = { columns: [], moreColumns: 0, first: 0, rows: [], rowCount: 0 };
const tones: Record<number, string> = {
  [jsonKind.string]: "text-json-string",
  [jsonKind.number]: "text-json-number",
  [jsonKind.word]: "text-json-word",
};

/** An array of like objects, a row each, drawn where it is in sight. A cell leads to its value in the tree. */
export function PayloadTable({ title, session, node, onShow, onClose }: PayloadTableProps) {
  const opening = useAnswer(
    () => session.ask("table", { node, first: 0, last: drawnRowsMax }),
    null,
    [session, node],
  );
  const { scroller, block, drawn, contentHeight, onScroll } = useFetchedRows({
    count: opening?.rowCount ?? 0,
    wraps: false,
    initial: opening ?? noTable,
    readNow: () => null,
    ask: async (range) => (await session.ask("table", { node, ...range })) ?? noTable,
    about: [session, node, opening],
  });
  const page = drawn.rowCount === 0 ? opening : drawn;
  if (page === null) return <div className="h-[560px]" />;

  const { columns, moreColumns, rows, rowCount } = page;
  const grid = { gridTemplateColumns: `5ch repeat(${columns.length}, minmax(9ch, 24ch))` };
  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3.5 py-1.5 text-xs text-muted">
        <button type="button" className="button-ghost" onClick={onClose}>
          Back to the tree
        </button>
        {rowCount.toLocaleString("en")} rows
        {moreColumns > 0 && `, ${moreColumns} more keys are not shown`}
      </div>
      <div
        ref={scroller}
        role="table"
        tabIndex={0}
        aria-label={`${title} as a table`}
        aria-rowcount={rowCount + 1}
        onScroll={onScroll}
        className="max-h-[560px] overflow-auto px-3.5 font-mono text-[12.5px] leading-[21px] -outline-offset-2"
      >
        <div role="rowgroup" className="sticky top-0 z-10 w-max min-w-full bg-surface">
          <div
            role="row"
            aria-rowindex={1}
            className="grid gap-x-3 border-b border-line"
            style={grid}
          >
            {["#", ...columns].map((name) => (
              <span key={name} role="columnheader" className="truncate text-muted" title={name}>
                {name}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: contentHeight }}>
          <div
            ref={block}
            role="presentation"
            className={`${contentHeight === undefined ? "relative" : "absolute left-0"} w-max min-w-full`}
          >
            {rows.map(({ place, cells }) => (
              <div
                key={place}
                role="row"
                aria-rowindex={place + 2}
                className="grid h-[21px] gap-x-3 hover:bg-sunken"
                style={grid}
              >
                <span role="rowheader" className="text-faint">
                  {place}
                </span>
                {cells.map((each, column) => (
                  <span key={columns[column]} role="cell" className="min-w-0 truncate">
                    {each !== null && (
                      <button
                        type="button"
                        tabIndex={-1}
                        title={each.text}
                        onClick={() => onShow(each.node)}
                        className={`max-w-full truncate text-left hover:underline ${tones[each.kind] ?? "text-faint"}`}
                      >
                        {each.text}
                      </button>
                    )}
                  </span>
                ))}
              </div>
            ))}
          </div>
        </div>
      </div>
    </>
  );
}
