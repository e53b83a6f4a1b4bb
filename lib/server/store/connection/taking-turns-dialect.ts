import "server-only";
import { SqliteAdapter, SqliteDialect, SqliteDriver, type SqliteDialectConfig } from "kysely";

/**
 * SQLite's one connection, handed from each user to the next in line. Kysely's own lock wakes all who wait
 * whenever one leaves, so that a thousand requests at once cost half a million wake-ups.
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

  override async acquireConnection() {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#line.push(resolve));
    this.#isTaken = true;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    const next = this.#line.shift();
    if (next) next();
    else this.#isTaken = false;
  }
}
