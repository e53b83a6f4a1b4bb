import "server-only";
import type { OpenedDatabase } from "./opened-database.ts";
import { isPostgresUrl, openPostgres, toPostgresProblem, toShownUrl } from "./postgres-dialect.ts";
import { openSqlite, parseSqliteUrl, toSqliteProblem } from "./sqlite-dialect.ts";

type DatabaseAddress = {
  /** For messages: without the password. */
  shown: string;
  open(onError: (error: unknown) => void): OpenedDatabase;
  /** What went wrong in one line. */
  toProblem(error: unknown): string;
};

/** Throws an error of one line for anything that is neither a file nor a Postgres address. */
export function parseDatabaseUrl(databaseUrl: string): DatabaseAddress {
  const path = parseSqliteUrl(databaseUrl);
  if (path !== undefined)
    return { shown: path, open: () => openSqlite(path), toProblem: toSqliteProblem };
  if (!isPostgresUrl(databaseUrl))
    throw new Error(
      "DATABASE_URL must be the path of a SQLite file, such as file:data/gantry.db, or a Postgres address, such as postgres://gantry@localhost/gantry",
    );
  return {
    shown: toShownUrl(databaseUrl),
    open: (onError) => openPostgres(databaseUrl, onError),
    toProblem: toPostgresProblem,
  };
}
