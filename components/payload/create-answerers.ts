import { describeNode } from "#lib/domain/json/describe.ts";
import { expandLevels } from "#lib/domain/json/expand.ts";
import { locatePath } from "#lib/domain/json/locate.ts";
import { beginOf, cell, textOf } from "#lib/domain/json/model.ts";
import type { JsonModel } from "#lib/domain/json/model.ts";
import { createJsonSearch } from "#lib/domain/json/search.ts";
import type { JsonSearch } from "#lib/domain/json/search.ts";
import { readTablePage } from "#lib/domain/json/table-page.ts";
import { readWindow, showNode, toggleNode, toOutcome } from "#lib/domain/json/tree.ts";
import type { Answerers } from "./questions.ts";
import { openText } from "./open-text.ts";
import { createLineReader } from "./read-lines.ts";
import { toTreeStep } from "./tree-keys.ts";

/** Answers about a document that is held here. */
export function createAnswerers(text: string, { tree, opening } = openText(text)): Answerers {
  const lines = createLineReader(text);
  let search: { query: string; mode: string; run: JsonSearch } | null = null;
  const nowhere = { node: 0, row: -1, rowCount: 0 };

  return {
    window: (asks) => (tree ? readWindow(tree, asks) : opening.initial),
    toggle: ({ node }) => (tree ? toggleNode(tree, node) : nowhere),
    show: ({ node }) => (tree ? showNode(tree, node) : nowhere),
    key({ key, node, pageRows }) {
      const step = tree && toTreeStep(key, { ...tree, node, pageRows });
      if (!tree || !step) return null;
      return step.toggles ? toggleNode(tree, step.node) : toOutcome(tree, step.node);
    },
    expand({ node, levels }) {
      if (!tree) return nowhere;
      tree.view = expandLevels(tree.model, tree.view, node, levels);
      return toOutcome(tree, node);
    },
    text: ({ node }) => (tree && node > 0 ? textOf(tree.model, node) : text),
    describe: ({ node, mark }) => describeNode(tree, node, mark),
    locate: ({ path }) => tree && locatePath(tree.model, path),
    find({ query, mode }) {
      if (!tree) return { count: 0, isDone: true };
      if (search?.query !== query || search.mode !== mode)
        search = { query, mode, run: createJsonSearch(tree.model, query, mode) };
      return search.run.goOn();
    },
    hit: ({ index }) => search?.run.nodeAt(index) ?? 0,
    lines: (asks) => lines.read(asks),
    line: ({ node, mark }) => (tree ? lines.lineAt(findMark(tree.model, node, mark)) : 0),
    table: ({ node, ...asks }) => tree && readTablePage(tree.model, node, asks),
  };
}

/** Where in the text a pattern first matches in a node, its key included; where it begins when it does not. */
function findMark(model: JsonModel, node: number, mark: string | null): number {
  const begin = beginOf(model, node);
  if (mark === null) return begin;
  return (
    begin +
    Math.max(0, model.text.slice(begin, cell(model.end, node)).search(new RegExp(mark, "i")))
  );
}
