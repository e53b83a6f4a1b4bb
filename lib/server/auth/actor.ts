import "server-only";
import type { AuditAction } from "#lib/domain/audit.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Store } from "../store/open-store.ts";
import type { UserRole } from "../store/user-queries.ts";

/**
 * Who asks, and from where. A route gets one from `getActor(request)` and hands it to the verb; the
 * verb decides what the actor may do. In the sandbox everybody is an operator named "sandbox".
 */
export type Actor = { name: string; role: UserRole; address: string | null };

export const sandboxActorName = "sandbox";

/**
 * First line of every verb that cancels, reveals or manages. Throws `forbidden` for a viewer.
 *
 * @example
 * export async function cancelJob(context: JobContext, actor: Actor, ref: JobRef) {
 *   requireOperator(actor);
 *   …
 *   await recordAction(context.store, actor, { action: "job_canceled", subject: toJobKey(ref) });
 */
export function requireOperator({ role }: Actor): void {
  if (role !== "operator")
    throw new ProblemError(
      "forbidden",
      "Only an operator may do this. You are signed in as viewer.",
    );
}

/**
 * Writes what an actor did into the record at `/system/audit`. Await it before the answer, so that
 * nothing is done unrecorded. `subject` names the thing (`bedrock:job_…`, a view's name), `detail` says the
 * rest in a few words (a value's path, an export's filter): never a value that was masked, a key or a header.
 */
export function recordAction(
  { audit }: Pick<Store, "audit">,
  { name, address }: Actor,
  { action, subject = null, detail = null }: RecordedAction,
): Promise<void> {
  return audit.record({ at: Date.now(), actor: name, address, action, subject, detail });
}

type RecordedAction = { action: AuditAction; subject?: string | null; detail?: string | null };
