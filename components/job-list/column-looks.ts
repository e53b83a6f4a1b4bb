import type { ColumnName } from "#lib/domain/list-columns.ts";

/** `cell` is what a column's heading and its values have in common. */
type Look = { widthPx: number; cell: string };

/** As wide as a UUID. */
const idPx = 296;

/** Widths are fixed: a column that grew with the rows in sight would jump while one scrolls. */
export const columnLooks: Readonly<Record<ColumnName, Look>> = {
  job: { widthPx: idPx, cell: "mono text-muted" },
  source: { widthPx: 120, cell: "text-muted" },
  project: { widthPx: 170, cell: "" },
  target: { widthPx: 200, cell: "mono text-muted" },
  parent: { widthPx: idPx, cell: "mono text-muted" },
  error: { widthPx: 190, cell: "" },
  waited: { widthPx: 106, cell: "text-right text-muted" },
  ran: { widthPx: 106, cell: "text-right" },
  created: { widthPx: 170, cell: "text-right text-muted" },
  ended: { widthPx: 170, cell: "text-right text-muted" },
};

/** Tick and status, and what the type has at least. */
const fixedPx = 36 + 172 + 190;

export function toTableWidthPx(columns: readonly ColumnName[]): number {
  return columns.reduce((sum, name) => sum + columnLooks[name].widthPx, fixedPx);
}
