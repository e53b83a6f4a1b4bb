import "server-only";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { recordAction, requireOperator, type Actor } from "../auth/actor.ts";
import type { AuditFilter } from "../store/audit-queries.ts";
import type { Store } from "../store/open-store.ts";

type Context = { store: Pick<Store, "audit"> };

/** A page of the record, newest first, and the ID to ask for the next with. Throws `forbidden` for a viewer. */
export async function listAudit(
  { store }: Context,
  actor: Actor,
  filter: AuditFilter,
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  requireOperator(actor);
  const found = await store.audit.list({ ...filter, limit: filter.limit + 1 });
  const entries = found.slice(0, filter.limit);
  const next = found.length > filter.limit ? (entries.at(-1)?.id ?? null) : null;
  return { entries, next };
}

const pageSize = 1_000;

/**
 * The whole record, newest first, in pieces. Taking it away is itself recorded. Throws `forbidden` for a
 * viewer, before the first piece.
 */
export async function exportAudit(
  { store }: Context,
  actor: Actor,
  format: "CSV" | "JSON",
): Promise<AsyncGenerator<AuditEntry[], void>> {
  requireOperator(actor);
  await recordAction(store, actor, {
    action: "exported",
    subject: "the audit record",
    detail: format,
  });
  return readPages(store);
}

async function* readPages(store: Context["store"]): AsyncGenerator<AuditEntry[], void> {
  let before: string | undefined;
  for (;;) {
    const page = await store.audit.list({
      limit: pageSize,
      ...(before !== undefined && { before }),
    });
    if (page.length === 0) return;
    yield page;
    before = page.at(-1)?.id;
  }
}
