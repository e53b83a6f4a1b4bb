import { toLifecycleRank } from "../lifecycle-rank.ts";
import { insertObserved } from "./event-order.ts";
import { giveError, joinRecords, toEntryKey, toEvents, toRecord } from "./event-record.ts";
import type { EventRecord } from "./event-record.ts";
import type { EventDraft } from "../job-fact.ts";
import type { JobEvent } from "../job.ts";
import { isTerminal } from "../job.ts";
import { joinEvents, toEventText, toStatusKey } from "./join-event.ts";

/** A job may be talked about on its stream for hours; the earliest are kept. */
export const maxObservedEvents = 500;

export type MergedEvents = {
  events: JobEvent[];
  /** Those that were not there before. */
  newEvents: JobEvent[];
  /** Whether an event that was there before was replaced, dropped, or has another `seq` now. */
  reordered: boolean;
};

/**
 * The known events and the told ones together, oldest first; the same whatever came first and however
 * often. What the upstream's record tells replaces what Gantry only saw of it, save an error that
 * the record does not have.
 */
export function mergeEvents(known: readonly JobEvent[], told: readonly EventDraft[]): MergedEvents {
  const record = joinRecords(toRecord(known.filter(isUpstream)), toRecord(told.filter(isUpstream)));
  const observed = dropSuperseded(joinObserved([...known, ...told]), record);
  const events = insertObserved(toEvents(record), observed).map(toJobEvent);
  const before = new Map(nameEvents(known));
  const after = nameEvents(events);
  const names = new Set(after.map(([name]) => name));
  return {
    events,
    newEvents: after.filter(([name]) => !before.has(name)).map(([, event]) => event),
    reordered:
      Array.from(before.keys()).some((name) => !names.has(name)) ||
      after.some(([name, event]) => isReplaced(before.get(name), event)),
  };
}

/** One event per status and per message, and every note, in a settled order. */
function joinObserved(events: readonly EventDraft[]): EventDraft[] {
  const joined = new Map<string, EventDraft>();
  for (const event of events) {
    if (isUpstream(event)) continue;
    const key = toObservedKey(event);
    const other = joined.get(key);
    const join = event.kind === "status" ? joinEvents : chooseEarlier;
    joined.set(key, other ? join(other, event) : event);
  }
  const settled = Array.from(joined.values()).toSorted(compareSettled);
  const statuses = settled.filter(({ kind }) => kind === "status");
  const messages = settled.filter(({ kind }) => kind !== "status");
  return [...statuses, ...messages].slice(0, maxObservedEvents).toSorted(compareSettled);
}

function dropSuperseded(observed: readonly EventDraft[], record: EventRecord): EventDraft[] {
  const told = Array.from(record.entries.values(), ({ event }) => event);
  const statuses = new Set(told.filter(({ kind }) => kind === "status").map(toStatusKey));
  return observed.filter((event) => {
    const status = toStatusKey(event);
    if (event.kind !== "status" || !statuses.has(status)) return true;
    if (event.error && event.status !== null && isTerminal(event.status))
      giveError(record, status, event.error);
    return false;
  });
}

function chooseEarlier(a: EventDraft, b: EventDraft): EventDraft {
  return compareSettled(a, b) <= 0 ? a : b;
}

/** By time, those without one last; every tie is broken by what the events say. */
function compareSettled(a: EventDraft, b: EventDraft): number {
  if (a.at !== b.at) return (a.at ?? Infinity) - (b.at ?? Infinity);
  const byRank = toLifecycleRank(a) - toLifecycleRank(b);
  return byRank || (toEventText(a) < toEventText(b) ? -1 : 1);
}

/** Each event under a name that it keeps through every merge. */
function nameEvents(events: readonly JobEvent[]): [string, JobEvent][] {
  const counts = new Map<string, number>();
  return events.map((event) => {
    const key = isUpstream(event) ? `upstream ${toEntryKey(event)}` : toObservedKey(event);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return [`${key} ${count}`, event];
  });
}

function isReplaced(before: JobEvent | undefined, after: JobEvent): boolean {
  return (
    before !== undefined && (before.seq !== after.seq || toEventText(before) !== toEventText(after))
  );
}

function toObservedKey(event: EventDraft): string {
  const { at, kind, message } = event;
  const what = kind === "status" ? toStatusKey(event) : message;
  return JSON.stringify(["observed", kind, what, ...(kind === "note" ? [at] : [])]);
}

function isUpstream({ origin }: EventDraft): boolean {
  return origin === "upstream";
}

function toJobEvent(draft: EventDraft, index: number): JobEvent {
  const { at, kind, status, rawStatus, message, fraction, error, artifacts, origin } = draft;
  const said = { at, kind, status, rawStatus, message, fraction, error, artifacts, origin };
  const numbered = draft.ordinal !== undefined && { ordinal: draft.ordinal };
  return { seq: index + 1, ...said, ...numbered };
}
