import "server-only";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    database: "sqlite" | "postgres";
  }
}

export type TestDatabase = { url: string; remove(): Promise<void> };

/** An empty database of the kind that this run of the suite is about. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return inject("database") === "postgres" ? createPostgres() : createSqlite();
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-store-"));
  return {
    url: `file:${path.join(folder, "gantry.db")}`,
    remove: () => rm(folder, { recursive: true }),
  };
}

async function createPostgres(): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await execute(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => execute(server, `drop database ${name} with (force)`) };
}

async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
