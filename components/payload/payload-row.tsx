import { memo } from "react";
import { jsonKind } from "#lib/domain/json/kind.ts";
import { toKeyLabel } from "#lib/domain/json/key.ts";
import { isClosing, toNode } from "#lib/domain/json/row.ts";
import type { TreeRow } from "#lib/domain/json/tree.ts";
import { PayloadScalar } from "./payload-scalar.tsx";
import { PayloadText } from "./payload-text.tsx";

const indentPixels = 16;
const indentLevelsMax = 40;
/** For the mark of a container, left of its row. */
const markPixels = 18;

type PayloadRowProps = {
  id: string;
  item: TreeRow;
  isActive: boolean;
  highlight: RegExp | null;
  wraps: boolean;
};

export const PayloadRow = memo(
  function PayloadRow({ id, item, isActive, highlight, wraps }: PayloadRowProps) {
    const { row, kind, depth, key, canFold, isFolded } = item;
    const node = toNode(row);
    const indent = Math.min(depth, indentLevelsMax) * indentPixels;
    const shape = wraps ? "json-row json-row-wrapped" : "json-row";
    const style = { paddingLeft: indent + markPixels };

    if (isClosing(row)) {
      return (
        <div aria-hidden="true" data-node={node} className={`${shape} text-faint`} style={style}>
          {kind === jsonKind.object ? "}" : "]"}
        </div>
      );
    }
    return (
      <div
        role="treeitem"
        id={id}
        data-node={node}
        aria-level={depth + 1}
        aria-posinset={item.place + 1}
        aria-setsize={item.siblings}
        aria-expanded={canFold ? !isFolded : undefined}
        aria-selected={isActive}
        className={`${shape} ${isActive ? "bg-sunken shadow-[inset_2px_0_var(--line-strong)] outline-focus group-focus-visible:outline-2 group-focus-visible:-outline-offset-2" : ""}`}
        style={style}
      >
        {key !== "" && (
          <>
            <bdi className="text-json-key">
              <PayloadText text={toKeyLabel(key)} highlight={highlight} />
            </bdi>
            {": "}
          </>
        )}
        {kind > jsonKind.array ? (
          <PayloadScalar kind={kind} text={item.text} rest={item.rest} highlight={highlight} />
        ) : canFold ? (
          <span data-fold="">{isFolded ? toSummary(kind, item.count) : toBracket(kind)}</span>
        ) : (
          toSummary(kind, item.count)
        )}
        {item.preview !== undefined && (
          <bdi className="json-preview">
            <PayloadText text={item.preview} highlight={null} />
          </bdi>
        )}
      </div>
    );
  },
  (before, after) =>
    before.isActive === after.isActive &&
    before.highlight === after.highlight &&
    before.wraps === after.wraps &&
    before.item.row === after.item.row &&
    before.item.isFolded === after.item.isFolded,
);

function toBracket(kind: number): string {
  return kind === jsonKind.object ? "{" : "[";
}

function toSummary(kind: number, count: number): string {
  const [open, close, noun] = kind === jsonKind.object ? ["{", "}", "key"] : ["[", "]", "item"];
  if (count === 0) return `${open}${close}`;
  return `${open} ${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"} ${close}`;
}
