import "server-only";

export const searchedColumns = ["id", "type", "error_code", "error_message"] as const;

/**
 * For `like` on a text in lower case, with `\` as its escape. SQLite folds the case of ASCII letters only, and so does
 * Postgres for texts that sort by their bytes.
 */
export function toPattern(text: string): string {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return `%${folded.replace(/[\\%_]/g, "\\$&")}%`;
}
