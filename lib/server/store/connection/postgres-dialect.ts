import "server-only";
import { type Kysely, PostgresDialect, type PostgresPool, sql } from "kysely";
import pg from "pg";
import { z } from "zod";
import type { OpenedDatabase } from "./opened-database.ts";
import { createPostgresSharing } from "./postgres-sharing.ts";
import type { Schema } from "../schema.ts";

const maxConnections = 10;
const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
/** What the listening connection is asked, it answers at once. */
const listenTimeoutMs = 10_000;

/** Object IDs in pg_type. Everything that Gantry counts and sums is below 2^53. */
const numberTypes: ReadonlySet<number> = new Set([
  pg.types.builtins.INT8,
  pg.types.builtins.NUMERIC,
]);

export function isPostgresUrl(databaseUrl: string): boolean {
  return /^postgres(ql)?:\/\/./.test(databaseUrl) && URL.canParse(databaseUrl);
}

/** Opens a pool; `onError` hears of connections that broke while nobody used them. */
export function openPostgres(url: string, onError: (error: unknown) => void): OpenedDatabase {
  const config = {
    connectionString: url,
    application_name: "gantry",
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...config,
    max: maxConnections,
    statement_timeout: statementTimeoutMs,
    types: {
      getTypeParser: (type, format) =>
        numberTypes.has(type) ? Number : pg.types.getTypeParser(type, format),
    },
  });
  pool.on("error", onError);
  return {
    dialect: new PostgresDialect({ pool: cleanTexts(pool) }),
    types: { kind: "postgres", bytes: "bytea", text: sql`text collate "C"` },
    sizeBytes: readSizeBytes,
    sharing: createPostgresSharing(
      () => new pg.Client({ ...config, query_timeout: listenTimeoutMs }),
    ),
  };
}

const sizeRows = z.tuple([z.object({ bytes: z.number() })]);

async function readSizeBytes(db: Kysely<Schema>): Promise<number> {
  const size = sql`select pg_database_size(current_database()) as bytes`;
  return sizeRows.parse((await size.execute(db)).rows)[0].bytes;
}

/** Postgres refuses a text that holds U+0000. Nothing that is stored has it, so nothing that is sought is missed. */
function cleanTexts(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      return new Proxy(client, {
        get(target, name) {
          if (name !== "query") return Reflect.get(target, name, target);
          return (text: string, values: readonly unknown[]) =>
            target.query(text, values.map(cleanText));
        },
      });
    },
  };
}

function cleanText(value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\0", "\u{fffd}") : value;
}

const plainProblems: Record<string, string> = {
  ECONNREFUSED: "nothing answers there",
  ENOENT: "nothing answers there",
  ENOTFOUND: "its host is not known",
  ETIMEDOUT: "it does not answer",
  "28P01": "the password is wrong",
  "28000": "this user may not sign in",
  "3D000": "there is no such database",
  "53300": "it has no connection to spare",
  "57P03": "it is starting or shutting down",
};

/** What went wrong in one line; the cause has the rest. */
export function toPostgresProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return plainProblems[code] ?? error.message.split("\n", 1).join("");
}

/** The address without the password. */
export function toShownUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const query = url.searchParams.get("host");
  const user = url.username === "" ? "" : `${url.username}@`;
  return `${url.protocol}//${user}${url.host}${url.pathname}${query === null ? "" : `?host=${query}`}`;
}
