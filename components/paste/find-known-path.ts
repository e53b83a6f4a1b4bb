import { listKnownIds } from "#lib/client/list-known-ids.ts";
import { toJobPath } from "#lib/domain/job-path.ts";

/** Where a text leads that is the beginning of known IDs: to the one job, or to the table of several. */
export async function findKnownPath(text: string): Promise<string | null> {
  const [first, ...others] = await listKnownIds(text);
  if (!first) return null;
  return others.length === 0 ? toJobPath(first) : `/lookup?q=${encodeURIComponent(text.trim())}`;
}
