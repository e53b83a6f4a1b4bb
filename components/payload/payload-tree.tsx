"use client";

import { useEffectEvent, useId, useLayoutEffect, useRef } from "react";
import type { KeyboardEvent, MouseEvent, PointerEvent } from "react";
import { useZone } from "#components/shell/preferences.tsx";
import { toNode } from "#lib/domain/json/row.ts";
import type { TreeOutcome, TreeWindow } from "#lib/domain/json/tree.ts";
import { PayloadRow } from "./payload-row.tsx";
import type { Session } from "./session.ts";
import { useFetchedRows } from "./use-fetched-rows.ts";

/** `row` is -1 where it is not to be brought into sight. */
export type ActiveRow = { node: number; row: number };

type PayloadTreeProps = {
  title: string;
  session: Session;
  /** Changes whenever rows were folded or unfolded. */
  turn: number;
  rowCount: number;
  /** A new object whenever it is to be brought into sight. */
  active: ActiveRow | null;
  highlight: RegExp | null;
  wraps: boolean;
  fills: boolean;
  onOutcome: (outcome: TreeOutcome) => void;
};

const treeKeys = /^(?:Arrow|Page|Home|End|Enter$| $)/;

export function PayloadTree(props: PayloadTreeProps) {
  const { title, session, turn, rowCount, active, highlight, wraps, fills, onOutcome } = props;
  const id = useId();
  const zone = useZone();
  const { scroller, block, drawn, topPlace, contentHeight, onScroll, scrollToRow } = useFetchedRows(
    {
      count: rowCount,
      wraps,
      initial: session.initial,
      readNow: (first, last) => (turn === 0 ? toOpened(session.initial, first, last) : null),
      ask: (range) => session.ask("window", range),
      about: [session, turn],
    },
  );

  /** Ahead of `active`, which waits to be drawn. */
  const chosen = useRef<number | null>(null);
  /** Settles when every key so far has led somewhere; the next one starts from there. */
  const steps = useRef(Promise.resolve());
  const bringIntoSight = useEffectEvent(scrollToRow);
  useLayoutEffect(() => {
    if (active === null) return;
    chosen.current = active.node;
    bringIntoSight(active.row);
  }, [active]);

  const step = async (key: string, isAside: boolean) => {
    const pageRows = Math.floor((scroller.current?.clientHeight ?? 0) / 21);
    const node = chosen.current ?? toNode(drawn.rows[topPlace]?.row ?? 0);
    const link =
      key === "Enter"
        ? block.current?.querySelector<HTMLAnchorElement>(`[data-node="${node}"]>a`)
        : null;
    if (link && isAside) open(link.href, "_blank", "noreferrer");
    else link?.click();
    if (link || isAside) return;
    const outcome = await session.ask("key", { key, node, pageRows });
    if (!outcome) return;
    chosen.current = outcome.node;
    onOutcome(outcome);
  };

  const onClick = async (event: MouseEvent) => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest("a") !== null) return;
    const node = Number(target.closest<HTMLElement>("[data-node]")?.dataset["node"] ?? -1);
    if (node < 0) return;
    const toggles = target.closest("[data-fold]") !== null || isOnMark(target, event.clientX);
    const place = drawn.rows.findIndex(({ row }) => row === node * 2);
    if (toggles || place < 0) onOutcome(await session.ask(toggles ? "toggle" : "show", { node }));
    else onOutcome({ node, row: drawn.first + place, rowCount });
  };

  const onPointerOver = async ({ target }: PointerEvent) => {
    if (!(target instanceof HTMLElement) || target.title !== "") return;
    const text = target.textContent;
    if (/^"\d{4}-\d\d-\d\d[T ]/.test(text))
      target.title = (await import("./time-title.ts")).toTimeTitle(text, zone);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const isAside = event.ctrlKey || event.metaKey;
    if (event.target !== event.currentTarget || event.altKey || (isAside && key !== "Enter"))
      return;
    if (!treeKeys.test(key)) return;
    event.preventDefault();
    const go = () => step(key, isAside);
    steps.current = steps.current.then(go, go);
  };

  const isActiveDrawn = active !== null && drawn.rows.some(({ row }) => row === active.node * 2);
  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label={title}
      aria-activedescendant={isActiveDrawn ? `${id}${active.node}` : undefined}
      onScroll={onScroll}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onPointerOver={onPointerOver}
      className={`${fills ? "h-[560px]" : "max-h-[560px]"} group overflow-auto [overflow-anchor:none] py-2.5 focus-visible:outline-1 focus-visible:-outline-offset-1 pr-1 pl-2 font-mono text-[12.5px] leading-[21px]`}
    >
      <div className="relative" style={{ height: contentHeight }}>
        <div
          ref={block}
          className={`${contentHeight === undefined ? "relative" : "absolute left-0"} ${wraps ? "w-full" : "w-max min-w-full"}`}
        >
          {drawn.rows.map((item) => (
            <PayloadRow
              key={item.row}
              id={`${id}${toNode(item.row)}`}
              item={item}
              isActive={active?.node === toNode(item.row)}
              highlight={highlight}
              wraps={wraps}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The rows that a document opens with hold its first ones as long as nothing was folded. */
function toOpened(initial: TreeWindow, first: number, last: number): TreeWindow | null {
  return first === 0 && last <= initial.rows.length ? initial : null;
}

/** Room to hit the mark of a container, left of its text. */
const reachPixels = 24;

function isOnMark(row: Element, clientX: number): boolean {
  if (row.ariaExpanded === null) return false;
  const indent = parseFloat(getComputedStyle(row).paddingLeft);
  const right = row.getBoundingClientRect().left + indent;
  return clientX < right && clientX > right - reachPixels;
}
