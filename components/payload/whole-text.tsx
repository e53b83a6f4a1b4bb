"use client";

import { useLayoutEffect, useRef } from "react";
import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import type { JsonPiece } from "#lib/domain/json/piece.ts";
import { unescapeJson } from "#lib/domain/json/unescape.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { Marked } from "./payload-text.tsx";

type WholeTextProps = { label: string; piece: JsonPiece; highlight: RegExp | null };

/** More marks than anybody looks at; each is an element to lay out. */
const marksMax = 500;

/** What a long key or scalar says, with the first hit of what is searched for in sight. */
export function WholeText({ label, piece, highlight }: WholeTextProps) {
  const { text, before, after } = piece;
  const box = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    const mark = box.current?.querySelector("mark");
    if (!box.current || !mark) return;
    box.current.scrollTop = mark.offsetTop - box.current.clientHeight / 2;
    // Who walks along the rows keeps them where they are.
    if (document.activeElement?.role !== "tree") mark.scrollIntoView({ block: "nearest" });
  }, [text, highlight]);

  const marked = highlight === null ? "" : text.slice(0, toMarkedEnd(text, highlight));
  return (
    <div className="grid gap-1 border-t border-line px-3.5 py-2 text-[12.5px]">
      {before > 0 && <p className="text-muted">{formatBytes(before)} before this.</p>}
      <pre
        ref={box}
        role="group"
        aria-label={label}
        tabIndex={0}
        className="mono relative max-h-72 overflow-auto whitespace-pre-wrap wrap-anywhere"
      >
        {highlight !== null && <Marked text={marked} highlight={highlight} show={toSeen} />}
        {toSeen(text.slice(marked.length))}
      </pre>
      {after > 0 && <p className="text-muted">{formatBytes(after)} more; a copy has them all.</p>}
    </div>
  );
}

function toSeen(written: string): string {
  return toVisibleText(unescapeJson(written));
}

/** Where the last hit ends that is to be marked. */
function toMarkedEnd(text: string, highlight: RegExp): number {
  let end = 0;
  let marks = 0;
  for (const match of text.matchAll(highlight)) {
    if (marks++ === marksMax) break;
    end = match.index + match[0].length;
  }
  return end;
}
