const units = ["kB", "MB", "GB", "TB", "PB"] as const;

/** A size in decimal units: "310 B", "1.2 kB", "52 MB". Nothing known reads "–". */
export function formatBytes(bytes: number | null): string {
  if (bytes === null || !Number.isFinite(bytes) || bytes < 0) return "–";
  if (bytes < 1_000) return `${Math.round(bytes)} B`;
  let size = bytes;
  let unit: string = "B";
  for (const next of units) {
    if (Number(rounded(size)) < 1_000) break;
    size /= 1_000;
    unit = next;
  }
  return `${rounded(size)} ${unit}`;
}

function rounded(size: number): string {
  return size < 9.95 ? size.toFixed(1).replace(".0", "") : String(Math.round(size));
}
