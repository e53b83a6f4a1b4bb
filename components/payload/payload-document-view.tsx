"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
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

const PayloadFind = onDemand(async () => ({
  default: (await import("./payload-find.tsx")).PayloadFind,
}));
const RawLines = onDemand(async () => ({ default: (await import("./raw-lines.tsx")).RawLines }));
const PayloadDetail = onDemand(async () => ({
  default: (await import("./payload-detail.tsx")).PayloadDetail,
}));
const PayloadTable = onDemand(async () => ({
  default: (await import("./payload-table.tsx")).PayloadTable,
}));

/** Longer texts are drawn line by line as they come into sight. */
const rawTextMax = 64_000;

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
};

export function PayloadDocumentView(props: PayloadDocumentViewProps) {
  const { title, session, mode, wraps, fills } = props;
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

  const onOutcome = (outcome: TreeOutcome) => {
    setMissing(null);
    setActive({ node: outcome.node, row: outcome.row });
    setRowCount(outcome.rowCount);
    setTurn((before) => before + 1);
  };
  const show = async (node: number) => {
    setTableOf(null);
    onOutcome(await session.ask("show", { node }));
  };
  const closeFind = () => {
    // What is in sight without find may be another element, which cannot take the focus before it is there.
    flushSync(() => {
      setHighlight(null);
      props.onFindClose();
    });
    body.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus({ preventScroll: true });
  };

  const openFragment = useEffectEvent(async () => {
    const path = props.href === null ? null : readFragment(location.hash, part);
    if (path === null) return;
    const node = await session.ask("locate", { path });
    if (node === null) setMissing(path);
    else await show(node);
    body.current?.scrollIntoView({ block: "nearest" });
  });
  useEffect(() => {
    const open = () => void openFragment();
    open();
    addEventListener("hashchange", open);
    return () => removeEventListener("hashchange", open);
  }, [session]);

  const rawText = session.text !== null && session.length <= rawTextMax && (
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
