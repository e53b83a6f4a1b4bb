import { toExactPath } from "./json-locate.ts";
import { cell, isContainer, pathOf, textOf } from "./json-model.ts";
import { jsonKind } from "./json-kind.ts";
import { parseKey, toJqPath, toPlaces } from "./json-path.ts";
import { isLikeTable } from "./json-table-page.ts";
import type { JsonTree } from "./json-tree.ts";

/** What there is to know about one node besides its row. */
export type NodeDescription = {
  node: number;
  kind: number;
  /** RFC 9535. */
  path: string;
  /** Leads back to this very node where keys repeat. */
  exactPath: string;
  jq: string;
  places: number[];
  /** As written, in UTF-16 units. */
  length: number;
  /** What a string says, without quotes and escapes; null for anything else, and for what is too long to read. */
  value: string | null;
  isTable: boolean;
  isContainer: boolean;
};

const longestValue = 1_000_000;
const nothing = { path: "$", exactPath: "$", jq: ".", places: [], length: 0, value: null };

export function describeNode(tree: JsonTree | null, node: number): NodeDescription {
  if (!tree) return { node, kind: jsonKind.word, ...nothing, isTable: false, isContainer: false };
  const { model } = tree;
  const kind = cell(model.kind, node);
  const length = cell(model.end, node) - cell(model.start, node);
  const isShown = kind === jsonKind.string && length <= longestValue;
  return {
    node,
    kind,
    path: pathOf(model, node),
    exactPath: toExactPath(model, node),
    jq: toJqPath(model, node),
    places: toPlaces(model, node),
    length,
    value: isShown ? parseKey(textOf(model, node)) : null,
    isTable: isLikeTable(model, node),
    isContainer: isContainer(model, node),
  };
}
