import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { SourcePage } from "./source.ts";

/** A page's jobs, and where in between stand the entries that are none. */
export function splitEntries(
  entries: readonly (JobFact | null)[],
): Required<Pick<SourcePage, "facts" | "broken">> {
  const facts: JobFact[] = [];
  const broken: (string | null)[] = [];
  for (const entry of entries) {
    if (entry) facts.push(entry);
    else broken.push(facts.at(-1)?.id ?? null);
  }
  return { facts, broken };
}
