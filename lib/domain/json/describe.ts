import { findRepeatedKey, toExactPath } from "./locate.ts";
import { cell, isContainer, keyOf, pathOf, textOf } from "./model.ts";
import { jsonKind } from "./kind.ts";
import { parseKey, toJqPath, toPlaces } from "./path.ts";
import { isLikeTable } from "./table-page.ts";
import { readPiece } from "./piece.ts";
import type { JsonPiece } from "./piece.ts";
import { shownMax } from "./row.ts";
import type { JsonTree } from "./tree.ts";

/** What there is to know about one node besides its row. */
export type NodeDescription = {
  node: number;
  kind: number;
  /** RFC 9535. */
  path: string;
  /** Leads back to this very node where keys repeat. */
  exactPath: string;
  jq: string;
  /** A key on the way that comes more than once, as written, so that `jq` and `path` do not lead to this node alone. */
  repeatedKey: string | null;
  places: number[];
  /** What a string says, without quotes and escapes; null for anything else, and for what is too long to read. */
  value: string | null;
  /** The key, where it is longer than its row shows. */
  wholeKey: JsonPiece | null;
  /** The scalar, where it is longer than its row shows or has several lines. */
  wholeValue: JsonPiece | null;
  isTable: boolean;
  isContainer: boolean;
};

const longestValue = 1_000_000;
const nothing = {
  ...{ path: "$", exactPath: "$", jq: ".", repeatedKey: null, places: [], value: null },
  ...{ wholeKey: null, wholeValue: null, isTable: false, isContainer: false },
};

/** `mark` is a pattern of what is to be seen of a long key or scalar. */
export function describeNode(
  tree: JsonTree | null,
  node: number,
  mark: string | null,
): NodeDescription {
  if (!tree) return { node, kind: jsonKind.word, ...nothing };
  const { model } = tree;
  const kind = cell(model.kind, node);
  const length = cell(model.end, node) - cell(model.start, node);
  const key = keyOf(model, node);
  const isString = kind === jsonKind.string;
  const value = isString && length <= longestValue ? parseKey(textOf(model, node)) : null;
  const isWhole = isContainer(model, node) || (length <= shownMax && !value?.includes("\n"));
  return {
    node,
    kind,
    path: pathOf(model, node),
    exactPath: toExactPath(model, node),
    jq: toJqPath(model, node),
    repeatedKey: findRepeatedKey(model, node),
    places: toPlaces(model, node),
    value,
    wholeKey: key.length > shownMax ? readPiece(key, mark) : null,
    wholeValue: isWhole ? null : readPiece(textOf(model, node), mark),
    isTable: isLikeTable(model, node),
    isContainer: isContainer(model, node),
  };
}
