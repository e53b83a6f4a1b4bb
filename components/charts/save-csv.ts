import { formatCsvRow } from "#lib/domain/format/format-csv.ts";
import type { ChartData } from "./chart-table.tsx";
import { saveFile } from "./save-file.ts";

/** The numbers as a file: lengths in milliseconds, instants in ISO 8601. */
export function saveCsv({ columns, rows }: ChartData, fileName: string): void {
  const lines = [
    columns,
    ...rows.map(({ cells }) => cells.map(({ text, value }) => value ?? text)),
  ];
  const blob = new Blob(lines.map(formatCsvRow), { type: "text/csv;charset=utf-8" });
  saveFile(blob, `${fileName}.csv`);
}
