import "server-only";
import type { Dialect, Kysely, Transaction } from "kysely";
import type { JobRef } from "#lib/domain/job.ts";
import type { Change } from "../change-feed.ts";
import type { ColumnTypes, Schema } from "../schema.ts";

export type OpenedDatabase = {
  dialect: Dialect;
  types: ColumnTypes;
  sizeBytes(db: Kysely<Schema>): Promise<number>;
  /** Null where one process has the database to itself. */
  sharing: Sharing | null;
};

/** What processes need of each other that share a database. */
export type Sharing = {
  /** Until the transaction ends, nobody else merges facts about these jobs. */
  lockJobs(db: Transaction<Schema>, refs: readonly JobRef[]): Promise<void>;
  /** Whether a transaction failed because it raced another, and may be tried again. */
  isConflict(error: unknown): boolean;
  /** The other processes hear of the changes when the transaction is committed. */
  announce(db: Transaction<Schema>, changes: readonly Change[]): Promise<void>;
  /** They hear that jobs changed of which no change is told. */
  announceMissed(db: Kysely<Schema>): Promise<void>;
  /** Resolves when it listens to what the others announce. */
  listen(db: Kysely<Schema>, options: ListenOptions): Promise<{ close(): Promise<void> }>;
};

export type ListenOptions = {
  publish: (change: Change) => void;
  publishMissed: () => void;
  onError: (error: unknown) => void;
};
