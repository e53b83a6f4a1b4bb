export const treeViews = [
  { value: "table", label: "Table" },
  { value: "tree", label: "Tree" },
  { value: "gantt", label: "Gantt" },
] as const;

/** `table`: the first level alone. `gantt`: every level, as bars on one axis of time. */
export type TreeView = (typeof treeViews)[number]["value"];
