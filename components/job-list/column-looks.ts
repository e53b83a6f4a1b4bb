import type { ColumnName } from "#lib/domain/list-columns.ts";

type Look = { widthPx: number; cell: string; isNumber: boolean };

const aside = "max-sm:hidden";

/** Widths are fixed: a column that grew with the rows in sight would jump while one scrolls. */
export const columnLooks: Readonly<Record<ColumnName, Look>> = {
  job: { widthPx: 262, cell: `mono text-muted ${aside}`, isNumber: false },
  source: { widthPx: 120, cell: `text-muted ${aside}`, isNumber: false },
  project: { widthPx: 170, cell: aside, isNumber: false },
  target: { widthPx: 200, cell: `mono text-muted ${aside}`, isNumber: false },
  parent: { widthPx: 262, cell: `mono text-muted ${aside}`, isNumber: false },
  error: { widthPx: 190, cell: aside, isNumber: false },
  waited: { widthPx: 106, cell: `text-right text-muted ${aside}`, isNumber: true },
  ran: { widthPx: 106, cell: "text-right", isNumber: true },
  created: { widthPx: 170, cell: `text-right text-muted ${aside}`, isNumber: true },
  ended: { widthPx: 170, cell: `text-right text-muted ${aside}`, isNumber: true },
};

/** Tick and status, and what the type has at least. */
const fixedPx = 36 + 172 + 190;

export function toTableWidthPx(columns: readonly ColumnName[]): number {
  return columns.reduce((sum, name) => sum + columnLooks[name].widthPx, fixedPx);
}
