import "server-only";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import type { Store } from "../store/open-store.ts";

const minLength = 4;
const maxFound = 8;

/** Known jobs whose ID begins with this, also as its source writes it: UUIDs small, ULIDs in capitals. */
export async function findByPrefix(
  store: Pick<Store, "findByIdPrefix">,
  text: string,
): Promise<JobSummary[]> {
  const prefix = text.trim();
  if (!/^[\w-]{1,128}$/.test(prefix) || prefix.length < minLength) return [];
  const forms = new Set([prefix, prefix.toLowerCase(), prefix.toUpperCase()]);
  const found = await Promise.all(
    Array.from(forms, (form) => store.findByIdPrefix(form, maxFound)),
  );
  const byKey = new Map(found.flat().map((job) => [toJobKey(job), job]));
  return [...byKey.values()].slice(0, maxFound);
}
