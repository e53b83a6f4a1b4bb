import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";

/** A job that the database refused so often, while it took others, is one that it never takes. */
const maxRefusals = 3;
const maxRemembered = 1_000;

/** Tells a database that was away for a moment from a job that cannot be stored, which costs itself alone. */
export function createRefusals() {
  const counts = new Map<string, number>();

  function count({ id }: JobFact): number {
    if (counts.size >= maxRemembered) counts.clear();
    const refused = (counts.get(id) ?? 0) + 1;
    counts.set(id, refused);
    return refused;
  }

  return {
    /** Whether some of these, refused out of `tried`, may be taken another time. */
    isHopeful(refused: readonly JobFact[], tried: number): boolean {
      // Where it takes none of several, it is not the jobs.
      if (refused.length === tried && tried > 1) return true;
      return refused.map(count).some((times) => times <= maxRefusals);
    },
  };
}
