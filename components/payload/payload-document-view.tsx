"use client";

import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { flushSync } from "react-dom";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import type { TreeOutcome } from "#lib/domain/json/tree.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { PayloadFooter } from "./payload-footer.tsx";
import { PayloadTree } from "./payload-tree.tsx";
import type { ActiveRow } from "./payload-tree.tsx";
import type { PayloadMode } from "./payload-viewer.tsx";
import { RawText } from "./raw-text.tsx";
import { readFragment } from "./read-fragment.ts";
import type { Session } from "./session.ts";

const PayloadFind = onDemand(() => import("./payload-find.tsx"));
const RawLines = onDemand(() => import("./raw-lines.tsx"));
const PayloadDetail = onDemand(() => import("./payload-detail.tsx"));
const PayloadTable = onDemand(() => import("./payload-table.tsx"));

/** Longer texts are drawn line by line as they come into sight. */
const rawTextMax = 64_000;
const nowhere = { row: -1 };

/** Where the reader was in an older version of the document. */
export type LeftPlace = { focused: Element | null; top: number };

type PayloadDocumentViewProps = {
  title: string;
  /** The document's address; null for one inside of a string. */
  href: string | null;
  session: Session;
  mode: PayloadMode;
  wraps: boolean;
  fills: boolean;
  isFinding: boolean;
  onFindClose: () => void;
  /** Null for the first version that is shown. */
  leftRef: RefObject<LeftPlace | null>;
};

export function PayloadDocumentView(props: PayloadDocumentViewProps) {
  const { title, session, mode, wraps, fills, leftRef } = props;
  const part = title.toLowerCase();
  const body = useRef<HTMLDivElement>(null);
  /** What is typed while the code of find is on its way. */
  const typed = useRef("");
  const [rowCount, setRowCount] = useState(session.initial.rowCount);
  const [turn, setTurn] = useState(0);
  const [active, setActive] = useState<ActiveRow | null>(null);
  const [highlight, setHighlight] = useState<RegExp | null>(null);
  const [tableOf, setTableOf] = useState<number | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const isTree = mode === "tree" && session.fault === null;
  const note = session.fault ?? (missing && `No ${toVisibleText(missing)} in the ${part}.`);

  useEffect(() => session.hold(), [session]);
  useLayoutEffect(() => {
    const left = leftRef.current;
    if (left) {
      findScroller(body)?.scrollTo(0, left.top);
      if (!left.focused?.isConnected) findScroller(body)?.focus({ preventScroll: true });
    }
    return () => {
      const top = findScroller(body)?.scrollTop ?? 0;
      leftRef.current = { focused: document.activeElement, top };
    };
  }, [leftRef]);

  const onOutcome = (outcome: TreeOutcome) => {
    setMissing(null);
    setActive({ node: outcome.node, row: outcome.row });
    setRowCount(outcome.rowCount);
    setTurn((before) => before + 1);
  };
  const show = async (node: number, where?: { row: number }) => {
    setTableOf(null);
    onOutcome({ ...(await session.ask("show", { node })), ...where });
  };
  const closeFind = () => {
    // What is in sight without find may be another element, which cannot take the focus before it is there.
    flushSync(() => {
      setHighlight(null);
      props.onFindClose();
    });
    findScroller(body)?.focus({ preventScroll: true });
  };

  const openFragment = useEffectEvent(async (where?: { row: number }) => {
    const path = props.href === null ? null : readFragment(location.hash, part);
    if (path === null) return;
    const node = await session.ask("locate", { path });
    if (node === null) setMissing(path);
    else await show(node, where);
    if (!where) body.current?.scrollIntoView({ block: "nearest" });
  });
  useEffect(() => {
    const open = () => void openFragment();
    // Nobody asked for a newer version to come into sight.
    void openFragment(leftRef.current ? nowhere : undefined);
    addEventListener("hashchange", open);
    return () => removeEventListener("hashchange", open);
  }, [session, leftRef]);

  const rawText = session.text !== null && session.text.length <= rawTextMax && (
    <RawText title={title} text={session.text} wraps={wraps} fills={fills} />
  );
  return (
    <>
      {note && (
        <p className="border-b border-line bg-sunken px-3.5 py-2 text-[12.5px] wrap-anywhere text-muted">
          {note}
        </p>
      )}
      {props.isFinding && (
        <PayloadFind
          title={title}
          typedRef={typed}
          session={session}
          onHit={show}
          onHighlight={setHighlight}
          onClose={closeFind}
          fallback={
            <input
              autoFocus
              aria-label={`Find in the ${part}`}
              onChange={(event) => {
                typed.current = event.target.value;
              }}
              onKeyDown={({ key }) => key === "Escape" && closeFind()}
              className="h-10 w-full border-b border-line px-3.5"
            />
          }
        />
      )}
      <div ref={body}>
        {isTree && tableOf !== null ? (
          <PayloadTable
            title={title}
            session={session}
            node={tableOf}
            onShow={show}
            onClose={() => setTableOf(null)}
            fallback={<div className="h-[560px]" />}
          />
        ) : isTree ? (
          <PayloadTree
            title={title}
            session={session}
            turn={turn}
            rowCount={rowCount}
            active={active}
            highlight={highlight}
            wraps={wraps}
            fills={fills}
            onOutcome={onOutcome}
          />
        ) : rawText && !props.isFinding ? (
          rawText
        ) : (
          <RawLines
            title={title}
            session={session}
            wraps={wraps}
            fills={fills}
            highlight={highlight}
            node={active?.node ?? null}
            fallback={rawText || <div className="h-[560px]" />}
          />
        )}
      </div>
      {isTree && active !== null ? (
        <PayloadDetail
          title={title}
          href={props.href}
          session={session}
          node={active.node}
          highlight={highlight}
          onOutcome={onOutcome}
          onTable={tableOf === null ? setTableOf : null}
          fallback={<PayloadFooter>{null}</PayloadFooter>}
        />
      ) : (
        <PayloadFooter>
          <span className="min-w-0 flex-1 noscript:hidden">
            {isTree ? "Select a row to see its path" : null}
          </span>
          <CopyButton
            label={`Copy all of the ${part}`}
            text={session.text ?? (() => session.ask("text", { node: 0 }))}
          >
            Copy all
          </CopyButton>
        </PayloadFooter>
      )}
    </>
  );
}

/** What has the rows or lines. */
function findScroller({ current }: RefObject<HTMLElement | null>) {
  return current?.querySelector<HTMLElement>("[tabindex='0']");
}
