import { memo } from "react";
import { cell, jsonKind, keyOf, textOf, toKeyLabel } from "#lib/domain/json-model.ts";
import type { JsonModel } from "#lib/domain/json-model.ts";
import { isClosing, isFoldable, toNode } from "#lib/domain/json-rows.ts";
import { PayloadScalar } from "./payload-scalar.tsx";
import { PayloadText } from "./payload-text.tsx";

const indentPixels = 16;
const indentLevelsMax = 40;

type PayloadRowProps = {
  id: string;
  model: JsonModel;
  row: number;
  isFolded: boolean;
  isActive: boolean;
  highlight: RegExp | null;
  wraps: boolean;
};

export const PayloadRow = memo(function PayloadRow(props: PayloadRowProps) {
  "use memo";
  const { id, model, row, isFolded, isActive, highlight, wraps } = props;
  const node = toNode(row);
  const depth = cell(model.depth, node);
  const indent = Math.min(depth, indentLevelsMax) * indentPixels;
  const shape = wraps ? "json-row json-row-wrapped" : "json-row";
  const style = { paddingLeft: indent + 18 };
  const kind = cell(model.kind, node);

  if (isClosing(row)) {
    return (
      <div aria-hidden="true" data-node={node} className={`${shape} text-faint`} style={style}>
        {kind === jsonKind.object ? "}" : "]"}
      </div>
    );
  }

  const key = keyOf(model, node);
  const canFold = isFoldable(model, node);
  return (
    <div
      role="treeitem"
      id={id}
      data-node={node}
      aria-level={depth + 1}
      aria-posinset={cell(model.position, node) + 1}
      aria-setsize={depth === 0 ? 1 : cell(model.count, cell(model.parent, node))}
      aria-expanded={canFold ? !isFolded : undefined}
      aria-selected={isActive}
      className={`${shape} ${isActive ? "bg-sunken shadow-[inset_2px_0_var(--line-strong)] outline-focus group-focus-visible:outline-2 group-focus-visible:-outline-offset-2" : ""}`}
      style={style}
    >
      {canFold && (
        <span data-fold="" aria-hidden="true" className="json-fold" style={{ left: indent - 4 }}>
          {isFolded ? "▸" : "▾"}
        </span>
      )}
      {key !== "" && (
        <>
          <span className="text-json-key">
            <PayloadText text={toKeyLabel(key)} highlight={highlight} />
          </span>
          <span className="text-faint">: </span>
        </>
      )}
      {kind > jsonKind.array ? (
        <PayloadScalar kind={kind} text={textOf(model, node)} highlight={highlight} />
      ) : (
        <span
          data-fold={canFold ? "" : undefined}
          className={`text-faint ${canFold ? "cursor-pointer" : ""}`}
        >
          {canFold && !isFolded
            ? kind === jsonKind.object
              ? "{"
              : "["
            : toSummary(kind, cell(model.count, node))}
        </span>
      )}
    </div>
  );
});

function toSummary(kind: number, count: number): string {
  const [open, close, noun] = kind === jsonKind.object ? ["{", "}", "key"] : ["[", "]", "item"];
  if (count === 0) return `${open}${close}`;
  return `${open} ${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"} ${close}`;
}
