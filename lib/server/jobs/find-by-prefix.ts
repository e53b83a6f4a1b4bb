import "server-only";
import { idPrefixLimits, isIdPrefix } from "#lib/domain/id-prefix.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import type { Store } from "../store/open-store.ts";

/** Known jobs whose ID begins with this, in its letter case or as a source writes it. */
export async function findByPrefix(
  store: Pick<Store, "findByIdPrefix">,
  text: string,
): Promise<JobSummary[]> {
  const prefix = text.trim();
  if (!isIdPrefix(prefix)) return [];
  const found = await Promise.all(
    formsOf(prefix).map((form) => store.findByIdPrefix(form, idPrefixLimits.found)),
  );
  const byKey = new Map(found.flat().map((job) => [toJobKey(job), job]));
  return [...byKey.values()].slice(0, idPrefixLimits.found);
}

/** UUIDs are written small, ULIDs in capitals, and Bedrock's IDs as `job_` before a ULID. */
function formsOf(prefix: string): string[] {
  const [, kind = "", rest = ""] = /^([a-z]{2,12}_)?(.*)$/i.exec(prefix) ?? [];
  const rests = [rest, rest.toLowerCase(), rest.toUpperCase()];
  return [...new Set([prefix, ...rests.map((each) => kind.toLowerCase() + each)])];
}
