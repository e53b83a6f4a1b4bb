export const treeViews = [
  { value: "table", label: "Table" },
  { value: "tree", label: "Tree" },
  { value: "gantt", label: "Gantt" },
] as const;

/** `table`: the first level alone. `gantt`: every level, as bars on one axis of time. */
export type TreeView = (typeof treeViews)[number]["value"];

/** The columns of a row in each view, written out, since styles are made from names that stand somewhere. */
export const treeRowStyles: Readonly<Record<TreeView, string>> = {
  table: "tree-row tree-row-columns",
  tree: "tree-row tree-row-columns",
  gantt: "tree-row tree-row-gantt",
};
