import { cell } from "./model.ts";
import type { JsonIndex } from "./model.ts";
import { foldNodes, isFoldable } from "./rows.ts";
import type { JsonView } from "./rows.ts";

/**
 * The view with so many levels beneath a node unfolded and the deeper ones folded; all of them for null.
 * With 0 the node itself is folded.
 */
export function expandLevels(
  model: JsonIndex,
  view: JsonView,
  root: number,
  levels: number | null,
): JsonView {
  const deepest = levels === null ? Infinity : cell(model.depth, root) + levels;
  return foldNodes(model, view, root, (folded) => {
    for (let node = root; node < cell(model.next, root); node++)
      folded[node] = isFoldable(model, node) && cell(model.depth, node) >= deepest ? 1 : 0;
  });
}
