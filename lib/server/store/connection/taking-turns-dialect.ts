import "server-only";
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { CompiledQuery, type DatabaseConnection, type TransactionSettings } from "kysely";
import { SqliteAdapter, SqliteDialect, SqliteDriver, type SqliteDialectConfig } from "kysely";

/** As long as Postgres lets a statement wait. */
const maxBusyMs = 30_000;
const busyPauseMs = 40;

/**
 * SQLite's one connection, handed from each user to the next in line. Kysely's own lock wakes all who wait
 * whenever one leaves, so that a thousand requests at once cost half a million wake-ups. Who writes while another
 * process does steps aside and tries again, so that others read meanwhile.
 */
export class TakingTurnsDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new TakingTurnsDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new TakingTurnsAdapter();
  }
}

/** Kysely then leaves the waiting to the driver. */
class TakingTurnsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class TakingTurnsDriver extends SqliteDriver {
  readonly #line: (() => void)[] = [];
  #isTaken = false;
  #isInTransaction = false;

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#line.push(resolve));
    this.#isTaken = true;
    const connection = await super.acquireConnection();
    return {
      executeQuery: (query) => this.#insist(() => connection.executeQuery(query)),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
  }

  override async releaseConnection(): Promise<void> {
    this.#isInTransaction = false;
    const next = this.#line.shift();
    if (next) next();
    else this.#isTaken = false;
  }

  /** One that only begins to write after it has read fails when another process wrote in between. */
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const begin = settings?.accessMode === "read only" ? "begin" : "begin immediate";
    await connection.executeQuery(CompiledQuery.raw(begin));
    this.#isInTransaction = true;
  }

  async #insist<T>(execute: () => Promise<T>): Promise<T> {
    const endsAt = performance.now() + maxBusyMs;
    for (;;) {
      try {
        return await execute();
      } catch (error) {
        if (this.#isInTransaction || !isBusy(error) || performance.now() > endsAt) throw error;
      }
      await this.releaseConnection();
      await setTimeout(busyPauseMs);
      await this.acquireConnection();
    }
  }
}

/** Whether another process held the database. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
