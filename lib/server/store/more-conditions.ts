import "server-only";
import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { ListFilter } from "#lib/domain/list-filter.ts";

const searchedColumns = ["id", "type", "error_code", "error_message"] as const;

/** The IDs that are asked for, and the texts that may not occur. */
export function toMoreConditions(
  { ids, notQ = [] }: ListFilter,
  column: (name: string) => RawBuilder<unknown>,
): RawBuilder<SqlBool>[] {
  const isWanted = ids?.length
    ? sql<SqlBool>`${column("id")} in (${sql.join(ids)})`
    : sql<SqlBool>`1 = 0`;
  const wanted = ids ? [isWanted] : [];
  return [...wanted, ...notQ.map((text) => lacks(text, column))];
}

/** Letter case of ASCII letters does not count. */
function lacks(text: string, column: (name: string) => RawBuilder<unknown>): RawBuilder<SqlBool> {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const pattern = `%${folded.replace(/[\\%_]/g, "\\$&")}%`;
  const each = searchedColumns.map(
    (name) => sql<SqlBool>`lower(coalesce(${column(name)}, '')) not like ${pattern} escape '\\'`,
  );
  return sql<SqlBool>`(${sql.join(each, sql` and `)})`;
}
