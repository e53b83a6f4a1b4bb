import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, type JobCost, type JobStatus } from "#lib/domain/job.ts";
import { toInstant } from "../to-instant.ts";
import { listUnique, placeArtifacts, type PlacedArtifacts } from "./to-artifacts.ts";
import { toCost } from "./to-cost.ts";
import { toEventDraft } from "./to-event-draft.ts";
import { toJobError } from "./to-job-error.ts";
import { toEventStatus, toStatus } from "./to-status.ts";
import type { WireEvent, WireJob } from "./wire-job.ts";

type Context = { id: string; observedAt: number };

/** Past this age a record that lacks its end will never get it. */
const maxLagMs = 24 * 3_600_000;

/** A fact, and the addresses of its artifacts, which are no part of it: they die within minutes. */
export type Reading = { fact: JobFact; placed: PlacedArtifacts };

/**
 * A job as it says itself, with its record. `events` is null where the record could not be read, and
 * whole when `isWhole`. The job's status is its own word alone: the record may be ahead or behind.
 */
export function toReading(
  wire: WireJob,
  { events, isWhole, id, observedAt }: Context & { events: WireEvent[] | null; isWhole: boolean },
): Reading {
  const told = withLatest(events ?? [], wire);
  const placed = placeArtifacts(wire, told);
  const status = toStatus(wire.status ?? "");
  const fields = toFields(wire, told, status);
  const hasEnd = events?.some(isEnd) ?? false;
  const age = observedAt - (fields.createdAt ?? observedAt);
  const isLagging = events === null || (isTerminal(status) && !hasEnd && age < maxLagMs);
  return {
    placed,
    fact: {
      ...toFact({ id, observedAt }, "read"),
      fields,
      events: toDrafts(told, placed),
      ...(isWhole && { artifacts: listUnique(placed) }),
      ...(isLagging && { isLagging }),
    },
  };
}

/** Events alone, as they came after those known. */
export function toEventsReading(events: WireEvent[], context: Context): Reading {
  const placed = placeArtifacts(null, events);
  const cost = findCost(events);
  return {
    placed,
    fact: {
      ...toFact(context, "stream"),
      fields: cost ? { cost } : {},
      events: toDrafts(events, placed),
    },
  };
}

export function toListFact(wire: WireJob, context: Context): JobFact {
  return {
    ...toFact(context, "list"),
    fields: toFields(wire, [], toStatus(wire.status ?? "")),
    events: [],
  };
}

export function isEnd({ event_type: type }: WireEvent): boolean {
  const status = toEventStatus(type ?? "");
  return status !== null && isTerminal(status);
}

function toFact({ id, observedAt }: Context, origin: JobFact["origin"]) {
  return { source: "figur", id, origin, observedAt } as const;
}

function toFields(wire: WireJob, events: WireEvent[], status: JobStatus): JobFact["fields"] {
  const cost = findCost(events);
  const failure =
    events.findLast(
      (event) => isEnd(event) && toEventStatus(event.event_type ?? "") !== "succeeded",
    ) ?? (status === "failed" ? findLatestReason(wire) : undefined);
  const error = failure ? toJobError(failure.message ?? null, failure.extra) : null;
  const hasNoError = !isTerminal(status) || status === "succeeded";
  return {
    status,
    rawStatus: wire.status ?? "",
    ...(wire.job_type && { type: wire.job_type }),
    ...(wire.created_at !== undefined && { createdAt: toInstant(wire.created_at) }),
    ...(hasNoError ? { error: null } : error && { error }),
    ...(cost && { cost }),
  };
}

/** Of a job that failed: its latest event, whatever the word for it. One of work or of a success gives no reason. */
function findLatestReason({ latest_event: latest }: WireJob): WireEvent | undefined {
  const status = toEventStatus(latest?.event_type ?? "");
  return latest && (status === null || status === "failed") ? latest : undefined;
}

function toDrafts(events: WireEvent[], { ofEvents }: PlacedArtifacts) {
  return events.map((event, index) =>
    toEventDraft(
      event,
      (ofEvents[index] ?? []).map(({ artifact }) => artifact),
    ),
  );
}

function findCost(events: WireEvent[]): JobCost | null {
  for (const { extra } of events.toReversed()) {
    const cost = toCost(extra);
    if (cost) return cost;
  }
  return null;
}

/** The job's own latest event may be newer than the record that was read beside it. */
function withLatest(events: WireEvent[], { latest_event: latest }: WireJob): WireEvent[] {
  if (!latest || latest.seq === undefined) return events;
  return events.some(({ seq }) => seq === latest.seq) ? events : [...events, latest];
}
