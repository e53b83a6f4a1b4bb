import type { ChartData } from "./chart-table.tsx";
import { saveFile } from "./save-file.ts";

/** The numbers as a file: lengths in milliseconds, instants in ISO 8601. */
export function saveCsv(data: ChartData, fileName: string): void {
  saveFile(new Blob([toCsv(data)], { type: "text/csv;charset=utf-8" }), `${fileName}.csv`);
}

export function toCsv({ columns, rows }: ChartData): string {
  const lines = [
    columns,
    ...rows.map(({ cells }) => cells.map(({ text, value }) => String(value ?? text))),
  ];
  return lines.map((line) => `${line.map(quote).join(",")}\r\n`).join("");
}

/** A spreadsheet runs what begins with one of these as a formula. */
function quote(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
