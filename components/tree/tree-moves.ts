import type { TreeRow } from "#lib/domain/tree/job-tree.ts";

export type TreeMove = { row: number } | { toggles: number } | { opens: number };

/** What a key does in a grid of rows with levels, as the ARIA pattern for treegrids has it; null where nothing. */
export function toTreeMove(
  key: string,
  rows: readonly TreeRow[],
  active: number,
  pageRows: number,
): TreeMove | null {
  const last = rows.length - 1;
  const row = rows[active];
  if (row === undefined) return null;
  const isUnfolded = (rows[active + 1]?.level ?? 0) > row.level;
  switch (key) {
    case "ArrowDown":
      return { row: Math.min(last, active + 1) };
    case "ArrowUp":
      return { row: Math.max(0, active - 1) };
    case "PageDown":
      return { row: Math.min(last, active + pageRows) };
    case "PageUp":
      return { row: Math.max(0, active - pageRows) };
    case "Home":
      return { row: 0 };
    case "End":
      return { row: last };
    case "ArrowRight":
      if (row.children === 0) return null;
      return isUnfolded ? { row: active + 1 } : { toggles: active };
    case "ArrowLeft":
      if (isUnfolded) return { toggles: active };
      return { row: findParent(rows, active) };
    case "Enter":
      return { opens: active };
    default:
      return null;
  }
}

function findParent(rows: readonly TreeRow[], active: number): number {
  const level = rows[active]?.level ?? 1;
  for (let at = active - 1; at >= 0; at--) if ((rows[at]?.level ?? 0) < level) return at;
  return active;
}
