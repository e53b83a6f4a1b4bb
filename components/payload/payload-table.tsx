"use client";

import { useEffect, useEffectEvent, useId, useLayoutEffect, useState } from "react";
import type { KeyboardEvent } from "react";
import { drawnRowsMax, rowHeight } from "./row-geometry.ts";
import type { Session } from "./session.ts";
import { toTablePlace, type TablePlace } from "./table-keys.ts";
import { TableRow } from "./table-row.tsx";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { useAnswer } from "./use-answer.ts";
import { useFetchedRows } from "./use-fetched-rows.ts";

type PayloadTableProps = {
  title: string;
  session: Session;
  /** An array of objects. */
  node: number;
  onShow: (node: number) => Promise<void>;
  onClose: () => void;
};

const noTable = {
  columns: [],
  columnsOf: 0,
  moreColumns: 0,
  first: 0,
  rows: [],
  rowCount: 0,
};

/** An array of like objects, a row each, drawn where it is in sight. A cell leads to its value in the tree. */
export default function PayloadTable({ title, session, node, onShow, onClose }: PayloadTableProps) {
  const id = useId();
  const [active, setActive] = useState<TablePlace | null>(null);
  const opening = useAnswer(
    () => session.ask("table", { node, first: 0, last: drawnRowsMax }),
    null,
    [session, node],
  );
  const { scroller, block, drawn, topPlace, contentHeight, onScroll, scrollToRow } = useFetchedRows(
    {
      count: opening?.rowCount ?? 0,
      wraps: false,
      initial: opening ?? noTable,
      readNow: () => null,
      ask: async (range) => (await session.ask("table", { node, ...range })) ?? noTable,
      about: [session, node, opening],
    },
  );
  const page = drawn.rowCount === 0 ? opening : drawn;
  const bringIntoSight = useEffectEvent(({ row, column }: TablePlace) => {
    scrollToRow(row);
    const cell = scroller.current?.querySelector(`[id="${toCellId(id, row, column)}"]`);
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  useLayoutEffect(() => {
    if (active !== null) bringIntoSight(active);
  }, [active, page]);
  const isOpen = page !== null;
  useEffect(() => {
    if (!isOpen) return undefined;
    const section = scroller.current?.closest("section");
    scroller.current?.focus({ preventScroll: true });
    return () => {
      if (document.activeElement === document.body)
        section?.querySelector<HTMLElement>("[role=tree]")?.focus({ preventScroll: true });
    };
  }, [isOpen, scroller]);
  if (page === null) return <div className="h-[560px]" />;

  const { columns, columnsOf, moreColumns, rows, rowCount } = page;
  const style = { gridTemplateColumns: `6ch repeat(${columns.length}, minmax(9ch, 24ch))` };
  const shown = rows.find(({ place }) => place === active?.row);

  const onKeyDown = async (event: KeyboardEvent) => {
    if (event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    if (event.key === "Enter" && active !== null && shown !== undefined) {
      event.preventDefault();
      await onShow(shown.cells[active.column - 1]?.node ?? shown.node);
      return;
    }
    const pageRows = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2;
    const size = { rowCount, columnCount: columns.length + 1, pageRows };
    const next = toTablePlace(event, active ?? { row: drawn.first + topPlace, column: 0 }, size);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  };

  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3.5 py-1.5 text-[12.5px] text-muted">
        <button type="button" className="button-ghost" onClick={onClose}>
          Back to the tree
        </button>
        {rowCount.toLocaleString("en")} rows
        {columnsOf < rowCount && `, with the keys of the first ${columnsOf.toLocaleString("en")}`}
        {moreColumns > 0 && `, ${moreColumns} more keys are not shown`}
      </div>
      <div
        ref={scroller}
        role="grid"
        aria-readonly="true"
        tabIndex={0}
        aria-label={`${title} as a table`}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={
          active !== null && shown !== undefined
            ? toCellId(id, active.row, active.column)
            : undefined
        }
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        className="group max-h-[560px] scroll-pt-[22px] overflow-auto px-3.5 font-mono text-[12.5px] leading-[21px] -outline-offset-2"
      >
        <div role="rowgroup" className="sticky top-0 z-10 w-max min-w-full bg-surface">
          <div
            role="row"
            aria-rowindex={1}
            className="grid gap-x-3 border-b border-line"
            style={style}
          >
            {["#", ...columns].map((name) => (
              <bdi key={name} role="columnheader" className="truncate text-muted" title={name}>
                {toVisibleText(name)}
              </bdi>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: contentHeight }}>
          <div
            ref={block}
            role="presentation"
            className={`${contentHeight === undefined ? "relative" : "absolute left-0"} w-max min-w-full`}
          >
            {rows.map((row) => (
              <TableRow
                key={row.place}
                row={row}
                columns={columns}
                style={style}
                activeColumn={active?.row === row.place ? active.column : null}
                toId={(column) => toCellId(id, row.place, column)}
                onShow={onShow}
              />
            ))}
          </div>
        </div>
      </div>
    </>
  );
}

function toCellId(id: string, row: number, column: number): string {
  return `${id}${row}-${column}`;
}
