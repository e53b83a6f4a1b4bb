export type CsvCell = string | number | null;

/** A spreadsheet takes a cell that begins like this for a formula; an apostrophe before it makes it a text. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
/** Where lists are written with semicolons, a spreadsheet may part a line there, whatever stands in quotes. */
const laterFormula = /(?<=;)(?=[\s"]*[=+\-@＝＋－＠])/g;

/** One record after RFC 4180, its line end included. A line end within a cell becomes a space: a row is a line. */
export function formatCsvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(formatCell).join(",")}\r\n`;
}

function formatCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const guarded = (formula.test(cell) ? `'${cell}` : cell).replace(laterFormula, "'");
  const text = guarded.replace(/\r\n|[\r\n]/g, " ");
  return /[",]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
