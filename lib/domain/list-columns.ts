/** What a list can show of each job, in the order of the table. Status and type are always there. */
export const columnNames = [
  ...(["job", "source", "project", "target", "parent", "error"] as const),
  ...(["waited", "ran", "created", "ended"] as const),
] as const;
export type ColumnName = (typeof columnNames)[number];

export const columnLabels: Readonly<Record<ColumnName, string>> = {
  job: "Job",
  source: "Source",
  project: "Project",
  target: "Target",
  parent: "Parent",
  error: "Error",
  waited: "Waited",
  ran: "Ran",
  created: "Created",
  ended: "Ended",
};

export const usualColumns: readonly ColumnName[] = ["job", "project", "waited", "ran", "created"];

/** Kept in a cookie, so that the server draws the table right at once. */
export const columnsCookie = "gantry-columns";

/** Columns from a cookie's value, in the table's order; the usual ones when nothing was chosen. */
export function parseColumns(text: string | undefined): readonly ColumnName[] {
  if (text === undefined) return usualColumns;
  const chosen = new Set(text.split("."));
  return columnNames.filter((name) => chosen.has(name));
}

export const formatColumns = (columns: readonly ColumnName[]): string =>
  columns.join(".") || "none";
