import { findPaths } from "./find-paths.ts";
import { findNodes } from "./find.ts";
import type { JsonModel } from "./model.ts";

/** How many nodes hold what is searched for, as far as the search has come. */
export type FoundPart = { count: number; isDone: boolean };

export type JsonSearch = {
  /** Searches for a moment, so that others have their turn. */
  goOn(): FoundPart;
  /** The node of a hit, counted from 0 in the order of the text. */
  nodeAt(index: number): number | undefined;
};

const turnMs = 12;

/** Nodes by a text in their key or value, in their key alone, or by their path. */
export function createJsonSearch(
  model: JsonModel,
  query: string,
  mode: "text" | "key" | "path",
): JsonSearch {
  const hits: number[] = [];
  const parts = mode === "path" ? findPaths(model, query) : findNodes(model, query, mode);
  let isDone = false;
  return {
    goOn() {
      const until = performance.now() + turnMs;
      while (!isDone && performance.now() < until) {
        const part = parts.next();
        if (part.done) isDone = true;
        else for (const node of part.value) hits.push(node);
      }
      return { count: hits.length, isDone };
    },
    nodeAt: (index) => hits[index],
  };
}
