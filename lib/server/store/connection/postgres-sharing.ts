import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { Client } from "pg";
import { toJobKey } from "#lib/domain/job.ts";
import { formatMissed, formatNotices, toChangeReader } from "../change-notice.ts";
import { keepListening } from "./keep-listening.ts";
import type { Sharing } from "./opened-database.ts";
import type { Schema } from "../schema.ts";

export const changesChannel = "gantry_changes";

/** Any number of jobs take at most this many locks: the server's lock table is small. */
const lockStripes = 256;
/** First half of the two-part key, so that these locks are nobody else's. */
const lockSpace = 1_196_770_916;

const conflictCodes: ReadonlySet<unknown> = new Set([
  "40001", // serialization_failure
  "40P01", // deadlock_detected
]);

export function createPostgresSharing(createClient: () => Client): Sharing {
  const self = randomUUID();

  async function notify(db: Kysely<Schema>, notices: string[]): Promise<void> {
    if (notices.length === 0) return;
    await sql`select pg_notify(${changesChannel}, notice) from unnest(${notices}::text[]) as notice`.execute(
      db,
    );
  }

  return {
    async lockJobs(db, refs) {
      const stripes = new Set(refs.map((ref) => toStripe(toJobKey(ref))));
      // Everybody locks in ascending order, so that nobody waits in a circle.
      const keys = Array.from(stripes).toSorted((a, b) => a - b);
      const list = `{${keys.join()}}`;
      await sql`select pg_advisory_xact_lock(${lockSpace}::int, stripe) from unnest(${list}::int[]) as stripe`.execute(
        db,
      );
    },
    isConflict: (error) =>
      error instanceof Error && "code" in error && conflictCodes.has(error.code),
    announce: (db, changes) => notify(db, formatNotices(self, changes)),
    announceMissed: (db) => notify(db, [formatMissed(self)]),
    listen(db, options) {
      const reader = toChangeReader({ self, db, ...options });
      const { onError } = options;
      return keepListening({ createClient, channel: changesChannel, onError, ...reader });
    },
  };
}

function toStripe(key: string): number {
  return createHash("sha1").update(key).digest().readUInt32BE() % lockStripes;
}
