"use client";

import { useEffectEvent, useId, useLayoutEffect } from "react";
import type { KeyboardEvent, MouseEvent } from "react";
import { cell } from "#lib/domain/json-model.ts";
import type { JsonModel } from "#lib/domain/json-model.ts";
import { rowOf, toNode } from "#lib/domain/json-rows.ts";
import type { JsonView } from "#lib/domain/json-rows.ts";
import { PayloadRow } from "./payload-row.tsx";
import { toTreeStep } from "./tree-keys.ts";
import { drawnRowsMax, useRowWindow } from "./use-row-window.ts";

type PayloadTreeProps = {
  title: string;
  model: JsonModel;
  view: JsonView;
  /** A new object whenever it is to be brought into sight. */
  active: { node: number } | null;
  highlight: RegExp | null;
  wraps: boolean;
  fills: boolean;
  onSelect: (node: number) => void;
  onToggle: (node: number) => void;
};

export function PayloadTree(props: PayloadTreeProps) {
  const { title, model, view, active, highlight, wraps, fills, onSelect, onToggle } = props;
  const id = useId();
  const { rows } = view;
  const { scroller, block, first, last, contentHeight, onScroll, scrollToRow } = useRowWindow(
    rows.length,
    wraps,
  );
  const drawn = rows.subarray(first, last);
  const isActiveDrawn = active !== null && drawn.includes(active.node * 2);

  const bringIntoSight = useEffectEvent((node: number) => scrollToRow(rowOf(view, node)));
  useLayoutEffect(() => {
    if (active !== null) bringIntoSight(active.node);
  }, [active]);

  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest("a") !== null) return;
    const node = Number(event.target.closest<HTMLElement>("[data-node]")?.dataset["node"] ?? -1);
    if (node < 0) return;
    onSelect(node);
    if (event.target.closest("[data-fold]") !== null) onToggle(node);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const pageRows = Math.floor(event.currentTarget.clientHeight / 21);
    const step = toTreeStep(event.key, { model, view, node: active?.node ?? 0, pageRows });
    if (step === null) return;
    event.preventDefault();
    onSelect(step.node);
    if (step.toggles) onToggle(step.node);
  };

  return (
    <>
      <div
        ref={scroller}
        role="tree"
        tabIndex={0}
        aria-label={title}
        aria-activedescendant={isActiveDrawn ? `${id}${active.node}` : undefined}
        onScroll={onScroll}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={() => active === null && onSelect(toNode(cell(rows, first)))}
        className={`${fills ? "h-[560px]" : "max-h-[560px]"} group overflow-auto [overflow-anchor:none] py-2.5 focus-visible:outline-1 focus-visible:-outline-offset-1 pr-1 pl-2 font-mono text-[12.5px] leading-[21px]`}
      >
        <div className="relative" style={{ height: contentHeight }}>
          <div
            ref={block}
            className={`${contentHeight === undefined ? "relative" : "absolute left-0"} ${wraps ? "w-full" : "w-max min-w-full"}`}
          >
            {Array.from(drawn, (row) => (
              <PayloadRow
                key={row}
                id={`${id}${toNode(row)}`}
                model={model}
                row={row}
                isFolded={view.folded[toNode(row)] === 1}
                isActive={active?.node === toNode(row)}
                highlight={highlight}
                wraps={wraps}
              />
            ))}
          </div>
        </div>
      </div>
      {rows.length > drawnRowsMax && (
        <noscript>
          <p className="border-t border-line px-3.5 py-2 text-[12.5px] text-muted">
            These are the first {drawnRowsMax} rows; the download has all of it.
          </p>
        </noscript>
      )}
    </>
  );
}
