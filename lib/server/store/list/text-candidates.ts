import "server-only";
import { sql, type SqlBool } from "kysely";
import type { Condition } from "./conditions.ts";

/** What `q` looks at. Indexes hold this very expression: who changes it makes them anew. */
export const toWords = (row: string) =>
  sql.raw(
    `${row}.id || ' ' || ${row}.type || ' ' || coalesce(${row}.error_code, '') || ' ' || coalesce(${row}.error_message, '')`,
  );

const gramLength = 3;
/** Each costs up to 3 ms at a million jobs. */
const maxGrams = 12;

/** The first runs of a long text are left out: they are likely those that all IDs begin with. */
const [longLength, skipped] = [8, 2];

/** More than these are not proposed: then jobs are better read in the order of the list. */
export const maxTextCandidates = 2_000;

/**
 * On SQLite: the jobs that hold every run of three characters of the text; of too many, one more than the most.
 * Nothing for shorter texts. The index folds letters by itself, and otherwise than JavaScript does.
 */
export function toTextCandidates(q: string): Condition[] {
  const characters = Array.from(q.replaceAll("\0", "\u{fffd}"));
  const last = characters.length - gramLength;
  if (last < 0) return [];
  const first = characters.length < longLength ? 0 : skipped;
  const step = Math.max(1, (last - first) / (maxGrams - 1));
  const grams = new Set<string>();
  for (let at = first; at <= last + 0.5; at += step) {
    const start = Math.min(last, Math.round(at));
    grams.add(characters.slice(start, start + gramLength).join(""));
  }
  const match = Array.from(grams, (gram) => `"${gram.replaceAll('"', '""')}"`).join(" AND ");
  const found = sql`select rowid from job_texts where job_texts match ${match} limit ${maxTextCandidates + 1}`;
  return [sql<SqlBool>`jobs.rowid in (${found})`];
}

/** On Postgres: those whose texts hold it, or a part of it in one and the rest in the next. Nothing for a text too short for the index. */
export function toIndexedText(q: string): Condition[] {
  return Array.from(q).length < gramLength
    ? []
    : [sql<SqlBool>`lower(${toWords("jobs")}) like ${toPattern(q)} escape '\\'`];
}

export const searchedColumns = ["id", "type", "error_code", "error_message"] as const;

/**
 * For `like` on a text in lower case, with `\` as its escape. SQLite folds the case of ASCII letters only, and so does
 * Postgres for texts that sort by their bytes.
 */
export function toPattern(text: string): string {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return `%${folded.replace(/[\\%_]/g, "\\$&")}%`;
}
