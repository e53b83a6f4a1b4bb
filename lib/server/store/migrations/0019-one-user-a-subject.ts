import "server-only";
import { type Kysely, sql } from "kysely";

/** Of users made twice for one person at the provider the oldest stays theirs; nobody signs in as the others any more. */
export async function makeSubjectsUnique(db: Kysely<unknown>): Promise<void> {
  await sql`
    update users set oidc_subject = null, version = 'void'
    where exists (
      select 1 from users as older
      where older.oidc_subject = users.oidc_subject
        and (older.created_at, older.name_key) < (users.created_at, users.name_key)
    )
  `.execute(db);
  await sql`create unique index users_oidc_subject on users (oidc_subject)`.execute(db);
}
