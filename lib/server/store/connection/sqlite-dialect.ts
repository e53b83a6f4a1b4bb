import "server-only";
import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import type { SqliteDatabase } from "kysely";
import type { OpenedDatabase } from "./opened-database.ts";
import { isBusy, TakingTurnsDialect } from "./taking-turns-dialect.ts";

/** Nothing else happens while SQLite itself waits for another process: once open, the dialect waits instead. */
const [openTimeoutMs, busyTimeoutMs] = [5_000, 10];
const maxKeptStatements = 200;
/** Of its pages. With the usual quarter of it, some lists of a million jobs took several times as long. */
const cacheKilobytes = 64_000;

/** `file:data/gantry.db`, `file:/var/lib/gantry.db`, `file::memory:`; undefined for anything else. */
export function parseSqliteUrl(databaseUrl: string): string | undefined {
  if (databaseUrl.startsWith("file:///")) return fileURLToPath(databaseUrl);
  const path = /^file:(?!\/\/)([^?#]+)$/.exec(databaseUrl)?.[1];
  return path?.trim() === "" ? undefined : path;
}

/** Opens the file, or makes it so that only its owner may read it. */
export function openSqlite(path: string): OpenedDatabase {
  const files = path === ":memory:" ? [] : [path, `${path}-wal`];
  if (files.length > 0) {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, "a", 0o600));
  }
  const database = new Database(path, { timeout: openTimeoutMs });
  try {
    database.pragma("journal_mode = WAL");
    // In WAL mode a commit has reached the operating system, so a killed process loses nothing; only
    // a power cut can take back the last commits, and never the file's integrity.
    database.pragma("synchronous = NORMAL");
    database.pragma("foreign_keys = OFF");
    database.pragma(`cache_size = -${cacheKilobytes}`);
    database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    dialect: new TakingTurnsDialect({ database: keepStatements(database) }),
    types: { kind: "sqlite", bytes: "blob", text: "text" },
    sizeBytes: async () =>
      files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0),
    sharing: null,
  };
}

/** Preparing a statement anew for each call was half of the time that storing a job took. */
function keepStatements(database: Database.Database): SqliteDatabase {
  const statements = new Map<string, Database.Statement>();
  return {
    close: () => void database.close(),
    prepare(text) {
      const known = statements.get(text);
      if (known) return known;
      if (statements.size >= maxKeptStatements) statements.clear();
      const statement = database.prepare(text);
      statements.set(text, statement);
      return statement;
    },
  };
}

/** What went wrong in one line; the cause has the rest. */
export function toSqliteProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = error instanceof Database.SqliteError ? error.code : "";
  if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT"))
    return "the file is damaged, or is no SQLite database";
  if (isBusy(error)) return "another process holds it";
  return error.message.split("\n", 1).join("");
}
