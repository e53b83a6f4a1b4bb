const hints = [
  [/^"\[masked]"$/, "secret"],
  [
    /^"(?:data:[\w/.;=-]*,|[A-Za-z0-9+/]{96}|(?=.{0,80}\d[A-Z])(?=.{0,80}[a-z][A-Z])[\w-]{96})/,
    "base64",
  ],
  [/^"(?:\{\\"|\[(?:[[{]|\\"|-?\d[\d.]*,))[^]*(?:[\]}]\s*"|[^"]|\\")$/, "JSON"],
  [/(?<!\\)(?:\\\\)*\\n./, "lines"],
] as const;

/** A word for a string, given as written, that reads better in the details of its row; null for most. */
export function toHint(written: string): string | null {
  return hints.find(([pattern]) => pattern.test(written))?.[1] ?? null;
}
