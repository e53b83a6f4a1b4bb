import "server-only";
import { type Kysely, sql } from "kysely";
import { DEFAULT_MIGRATION_TABLE, Migrator } from "kysely/migration";
import { z } from "zod";
import type { ColumnTypes, Schema } from "../schema.ts";
import { createInitialTables } from "./0001-initial.ts";
import { createUsersTable } from "./0002-users.ts";
import { createRollupTables } from "./0004-rollups.ts";
import { addLists } from "./0003-lists.ts";
import { createAuditTable } from "./0005-audit.ts";
import { createViewsTable } from "./0006-views.ts";
import { addCompression } from "./0007-compressed-documents.ts";
import { addJobDetail } from "./0009-job-detail.ts";
import { addCost } from "./0009-cost.ts";
import { createSessionTables } from "./0010-sessions.ts";
import { createCollectorTables } from "./0011-collector.ts";
import { addPostgresTexts } from "./0012-postgres-texts.ts";
import { addLengthIndexes } from "./0013-length-indexes.ts";
import { addFailureIndex } from "./0014-failure-index.ts";
import { widenLengthIndexes } from "./0015-wide-lengths.ts";
import { addDocumentChanges } from "./0016-document-changes.ts";
import { indexEveryWait } from "./0017-every-wait.ts";
import { addUnendedIndex } from "./0018-unended-index.ts";
import { makeSubjectsUnique } from "./0019-one-user-a-subject.ts";

/** Brings the tables up to date. Throws when a later version of Gantry wrote them. */
export async function migrate(db: Kysely<Schema>, types: ColumnTypes): Promise<void> {
  const migrations = {
    "0001-initial": { up: (inside: Kysely<unknown>) => createInitialTables(inside, types) },
    "0002-users": { up: (inside: Kysely<unknown>) => createUsersTable(inside, types) },
    "0004-rollups": { up: (inside: Kysely<unknown>) => createRollupTables(inside, types) },
    "0003-lists": { up: (inside: Kysely<unknown>) => addLists(inside, types) },
    "0005-audit": { up: (inside: Kysely<unknown>) => createAuditTable(inside, types) },
    "0006-views": { up: (inside: Kysely<unknown>) => createViewsTable(inside, types) },
    "0007-compressed-documents": { up: addCompression },
    "0009-job-detail": { up: addJobDetail },
    "0009-cost": { up: addCost },
    "0010-sessions": { up: createSessionTables },
    "0011-collector": { up: (inside: Kysely<unknown>) => createCollectorTables(inside, types) },
    "0012-postgres-texts": { up: types.kind === "postgres" ? addPostgresTexts : addNothing },
    "0013-length-indexes": { up: addLengthIndexes },
    "0014-failure-index": { up: addFailureIndex },
    "0015-wide-lengths": { up: widenLengthIndexes },
    "0016-document-changes": { up: addDocumentChanges },
    "0017-every-wait": { up: indexEveryWait },
    "0018-unended-index": { up: addUnendedIndex },
    "0019-one-user-a-subject": { up: makeSubjectsUnique },
  };
  const provider = { getMigrations: async () => migrations };
  const applied = await listApplied(db);
  const later = applied.find((name) => !Object.hasOwn(migrations, name));
  if (later !== undefined)
    throw new Error(`a later version of Gantry wrote it (${later}); run that version or later`);
  const { error } = await new Migrator({
    db,
    provider,
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error) throw error;
}

/** What only the other database needs. */
async function addNothing(): Promise<void> {}

async function listApplied(db: Kysely<Schema>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const rows = await sql`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return z
    .array(z.object({ name: z.string() }))
    .parse(rows.rows)
    .map(({ name }) => name);
}
