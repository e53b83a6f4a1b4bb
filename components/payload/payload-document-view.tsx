"use client";

import { lazy, Suspense, useRef, useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { pathOf, textOf } from "#lib/domain/json-model.ts";
import { revealNode, toggleFold } from "#lib/domain/json-rows.ts";
import { PayloadFault } from "./payload-fault.tsx";
import { PayloadFooter } from "./payload-footer.tsx";
import { PayloadTree } from "./payload-tree.tsx";
import type { PayloadMode } from "./payload-viewer.tsx";
import { RawText } from "./raw-text.tsx";
import type { PayloadDocument } from "./payload-document.ts";

const PayloadFind = lazy(async () => ({
  default: (await import("./payload-find.tsx")).PayloadFind,
}));
const RawLines = lazy(async () => ({ default: (await import("./raw-lines.tsx")).RawLines }));

/** Longer texts are drawn line by line as they come into sight. */
const rawTextMax = 64_000;

type PayloadDocumentViewProps = {
  title: string;
  document: PayloadDocument;
  mode: PayloadMode;
  wraps: boolean;
  fills: boolean;
  isFinding: boolean;
  onFindClose: () => void;
};

export function PayloadDocumentView(props: PayloadDocumentViewProps) {
  const { title, document, mode, wraps, fills } = props;
  const model = document.ok ? document.model : null;
  const body = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(document.ok ? document.view : null);
  const [active, setActive] = useState<{ node: number } | null>(null);
  const [highlight, setHighlight] = useState<RegExp | null>(null);
  const isTree = mode === "tree" && model !== null && view !== null;

  const select = (node: number) => setActive({ node });
  const reveal = (node: number) => {
    if (model !== null && view !== null) setView(revealNode(model, view, node));
    select(node);
  };
  const closeFind = () => {
    setHighlight(null);
    props.onFindClose();
    body.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus({ preventScroll: true });
  };

  return (
    <>
      {!document.ok && <PayloadFault fault={document.fault} />}
      {props.isFinding && model !== null && (
        <Suspense fallback={<div className="h-10 border-b border-line" />}>
          <PayloadFind
            title={title}
            model={model}
            onHit={reveal}
            onHighlight={setHighlight}
            onClose={closeFind}
          />
        </Suspense>
      )}
      <div ref={body}>
        {isTree ? (
          <PayloadTree
            title={title}
            model={model}
            view={view}
            active={active}
            highlight={highlight}
            wraps={wraps}
            fills={fills}
            onSelect={select}
            onToggle={(node) => setView(toggleFold(model, view, node))}
          />
        ) : document.text.length <= rawTextMax ? (
          <RawText title={title} text={document.text} wraps={wraps} fills={fills} />
        ) : (
          <Suspense fallback={<div className="h-[560px]" />}>
            <RawLines
              title={title}
              text={document.text}
              wraps={wraps}
              highlight={highlight}
              offset={active === null || model === null ? null : (model.start[active.node] ?? null)}
            />
          </Suspense>
        )}
      </div>
      <PayloadFooter>
        {isTree && active !== null ? (
          <>
            <span className="min-w-0 flex-1 overflow-x-auto font-mono whitespace-nowrap">
              {pathOf(model, active.node)}
            </span>
            <CopyButton label="Copy path" text={() => pathOf(model, active.node)}>
              Copy path
            </CopyButton>
            <CopyButton label="Copy value" text={() => textOf(model, active.node)}>
              Copy value
            </CopyButton>
          </>
        ) : (
          <>
            <span className="min-w-0 flex-1 noscript:hidden">
              {isTree ? "Select a row to see its path" : null}
            </span>
            <CopyButton label={`Copy all of the ${title.toLowerCase()}`} text={document.text}>
              Copy all
            </CopyButton>
          </>
        )}
      </PayloadFooter>
    </>
  );
}
