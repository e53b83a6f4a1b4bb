import "server-only";
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { z } from "zod";
import { isAuditAction, type AuditAction, type AuditEntry } from "#lib/domain/audit.ts";
import type { Schema } from "./schema.ts";

export type NewAuditEntry = Omit<AuditEntry, "id">;

/** Who did what, when and from where. Entries are never changed. */
export type AuditStore = {
  /** Resolves once the entry is stored. Texts are cut to their bounds, control characters shown as �. */
  record(entry: NewAuditEntry): Promise<void>;
  /** Newest first. `before` is the ID of the last entry of the page before. */
  list(filter: AuditFilter): Promise<AuditEntry[]>;
};

export type AuditFilter = { limit: number; before?: string; action?: AuditAction; actor?: string };

const maxShortLength = 200;
const maxDetailLength = 1_000;
/** Of what anybody can cause without signing in, so many are kept: a flood cannot fill the disk. */
const maxAnonymousEntries = 20_000;
const pruneEvery = 500;
const anonymousActions: AuditAction[] = ["sign_in_failed", "sign_in_slowed"];

const auditRow = z.object({
  id: z.string(),
  at: z.number(),
  actor: z.string().nullable(),
  address: z.string().nullable(),
  action: z.string().refine(isAuditAction),
  subject: z.string().nullable(),
  detail: z.string().nullable(),
});

export function createAuditStore(db: Kysely<Schema>): AuditStore {
  let recorded = 0;

  async function prune(): Promise<void> {
    const oldest = await db
      .selectFrom("audit")
      .select("id")
      .where("action", "in", anonymousActions)
      .orderBy("id", "desc")
      .offset(maxAnonymousEntries)
      .limit(1)
      .executeTakeFirst();
    if (!oldest) return;
    await db
      .deleteFrom("audit")
      .where("action", "in", anonymousActions)
      .where("id", "<=", oldest.id)
      .execute();
  }

  return {
    async record({ at, actor, address, action, subject, detail }) {
      recorded += 1;
      await db
        .insertInto("audit")
        .values({
          id: toEntryId(at, recorded),
          at,
          actor: toPlain(actor, maxShortLength),
          address: toPlain(address, maxShortLength),
          action,
          subject: toPlain(subject, maxShortLength),
          detail: toPlain(detail, maxDetailLength),
        })
        .execute();
      if (recorded % pruneEvery === 0) await prune();
    },
    async list({ limit, before, action, actor }) {
      let query = db.selectFrom("audit").selectAll().orderBy("id", "desc").limit(limit);
      if (before !== undefined) query = query.where("id", "<", before);
      if (action !== undefined) query = query.where("action", "=", action);
      if (actor !== undefined) query = query.where("actor", "=", actor);
      return (await query.execute()).map((row) => auditRow.parse(row));
    },
  };
}

/** Sorts as text by time, then by the order of the process that wrote it. */
function toEntryId(at: number, count: number): string {
  const inOrder = String(count % 1_000_000).padStart(6, "0");
  return `${String(at).padStart(15, "0")}-${inOrder}-${randomBytes(4).toString("hex")}`;
}

function toPlain(text: string | null, maxLength: number): string | null {
  if (text === null) return null;
  const cut = text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  return cut.toWellFormed().replaceAll(/\p{C}/gu, "\uFFFD");
}
