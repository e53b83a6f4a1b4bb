import "server-only";
import type { SourceName } from "#lib/domain/job.ts";
import type { FailingSource } from "#lib/domain/live-frame.ts";
import type { CollectorState } from "../store/collector-queries.ts";

type Named = { name: SourceName; label: string };
type State = Pick<CollectorState, "failure" | "lastSuccessAt"> & { retryAt?: number | null };

/** The sources whose lists could not be read when they last were asked, each with a sentence. */
export function listFailing(
  sources: Iterable<Named>,
  states: ReadonlyMap<string, State>,
): FailingSource[] {
  return Array.from(sources).flatMap(({ name, label }) => {
    const state = states.get(name);
    const failure = findFailure(state);
    if (!state || !failure) return [];
    const { lastSuccessAt, retryAt = null } = state;
    return [
      { name, label, message: failure.message, lastSuccessAt, failedAt: failure.at, retryAt },
    ];
  });
}

/** What the last look failed with; null when it went well, or there was none. */
export function findFailure(state: State | undefined): CollectorState["failure"] {
  const { failure = null, lastSuccessAt = null } = state ?? {};
  return failure !== null && failure.at > (lastSuccessAt ?? 0) ? failure : null;
}
