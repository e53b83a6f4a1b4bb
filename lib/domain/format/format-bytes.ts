const units = ["B", "kB", "MB", "GB"] as const;

/** `1.2 kB`, `10 MB`: two digits at least, in steps of 1,000. */
export function formatBytes(bytes: number): string {
  const power = powerOf(bytes);
  return `${inUnit(bytes, power)} ${units[power]}`;
}

/** `3.1 of 10 MB`: both in the unit of the whole. */
export function formatBytesOf(bytes: number, wholeBytes: number): string {
  return `${inUnit(bytes, powerOf(wholeBytes))} of ${formatBytes(wholeBytes)}`;
}

function powerOf(bytes: number): 0 | 1 | 2 | 3 {
  if (bytes < 1_000) return 0;
  if (bytes < 999_500) return 1;
  return bytes < 999_500_000 ? 2 : 3;
}

function inUnit(bytes: number, power: number): string {
  const amount = bytes / 1_000 ** power;
  if (power === 0) return String(bytes);
  return amount < 9.95 ? amount.toFixed(1).replace(".0", "") : String(Math.round(amount));
}
