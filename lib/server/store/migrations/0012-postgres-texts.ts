import "server-only";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { toWords } from "../list/text-candidates.ts";

const grantRows = z.array(z.object({ is_granted: z.boolean().nullable() }));

/**
 * On Postgres, what `job_texts` is on SQLite: every run of three characters of what is searched. Where the extension
 * for it is missing, or may not be made, a search reads the jobs one by one.
 */
export async function addPostgresTexts(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql`
    select bool_or(installed or current_setting('is_superuser') = 'on'
      or trusted and has_database_privilege(current_database(), 'create')) as is_granted
    from pg_available_extension_versions where name = 'pg_trgm'
  `.execute(db);
  if (!grantRows.parse(rows)[0]?.is_granted) return;
  await sql`create extension if not exists pg_trgm`.execute(db);
  await sql`create index jobs_texts on jobs using gin (lower(${toWords("jobs")}) gin_trgm_ops)`.execute(
    db,
  );
}
