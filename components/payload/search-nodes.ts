import { findNodes } from "#lib/domain/json-find.ts";
import type { JsonModel } from "#lib/domain/json-model.ts";

const sliceMs = 12;

/** Searches a little at a time, so that typing stays fluent, and tells all hits so far after each slice. */
export async function searchNodes(
  model: JsonModel,
  query: string,
  signal: AbortSignal,
  onFound: (nodes: readonly number[], isDone: boolean) => void,
): Promise<void> {
  const nodes: number[] = [];
  let told = 0;
  let sliceEnd = performance.now() + sliceMs;
  for (const hits of findNodes(model, query)) {
    for (const node of hits) nodes.push(node);
    if (performance.now() < sliceEnd) continue;
    if (nodes.length > told) onFound(nodes.slice(), false);
    told = nodes.length;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return;
    sliceEnd = performance.now() + sliceMs;
  }
  onFound(nodes, true);
}
