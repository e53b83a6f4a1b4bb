import { toLifecycleRank } from "../lifecycle-rank.ts";
import { orderRecord } from "./event-order.ts";
import type { EventDraft } from "../job-fact.ts";
import type { JobError } from "../job.ts";
import { joinErrors, joinEvents, toStatusKey } from "./join-event.ts";

/** The entries of a record that differ in nothing but their error. */
type Entry = {
  key: string;
  /** Shared by all of them; its `error` is always null. */
  event: EventDraft;
  total: number;
  errors: Map<string, { error: JobError; count: number }>;
};

/**
 * An upstream's own record of a job: its entries, and the order they stand in. An entry is known by its
 * status, kind, time, message and error code. Equal entries are counted, and an entry without an
 * error is the same as one with: what is missing is not a difference. An entry that the upstream
 * numbers is known by its number alone, and there is one of it however often it is told.
 */
export type EventRecord = { entries: Map<string, Entry>; order: string[] };

export function toRecord(told: readonly EventDraft[]): EventRecord {
  const events = joinRepeats(told);
  const entries = new Map<string, Entry>();
  for (const event of events) {
    const key = toEntryKey(event);
    const entry = entries.get(key) ?? { key, event, total: 0, errors: new Map() };
    entry.event = { ...joinEvents(entry.event, event), error: null };
    entry.total += 1;
    if (event.error) addError(entry.errors, event.error, 1);
    entries.set(key, entry);
  }
  return { entries, order: orderRecord(events).map(toEntryKey) };
}

/**
 * Everything that two tellings of a record hold, the same whichever came first. The order is that of
 * the telling that holds everything; where neither does, and between equals, it is settled by the
 * entries alone.
 */
export function joinRecords(a: EventRecord, b: EventRecord): EventRecord {
  const entries = new Map(a.entries);
  for (const [key, entry] of b.entries) {
    const other = entries.get(key);
    entries.set(key, other ? joinEntries(other, entry) : entry);
  }
  const isWhole = ({ entries: own }: EventRecord): boolean =>
    Array.from(entries.values()).every(({ key, total }) => own.get(key)?.total === total);
  const [aIsWhole, bIsWhole] = [isWhole(a), isWhole(b)];
  if (aIsWhole !== bIsWhole) return { entries, order: aIsWhole ? a.order : b.order };
  const settled = toSettledOrder(entries);
  return { entries, order: aIsWhole ? chooseOrder(a.order, b.order, settled) : settled };
}

/** The entries one by one, in order; those that differ only in their error by its code. */
export function toEvents({ entries, order }: EventRecord): EventDraft[] {
  const left = new Map(
    Array.from(entries.values(), (entry) => [entry.key, toErrorSlots(entry)] as const),
  );
  return order.flatMap((key) => {
    const event = entries.get(key)?.event;
    return event ? [{ ...event, error: left.get(key)?.shift() ?? null }] : [];
  });
}

/** Gives an error to the last entry of a status whose entries have none. */
export function giveError(record: EventRecord, statusKey: string | null, error: JobError): void {
  const ofStatus = Array.from(record.entries.values()).filter(
    ({ event }) => event.kind === "status" && toStatusKey(event) === statusKey,
  );
  if (ofStatus.some(({ errors }) => errors.size > 0)) return;
  const keys = new Set(ofStatus.map(({ key }) => key));
  const last = record.entries.get(record.order.findLast((key) => keys.has(key)) ?? "");
  if (last) last.errors = new Map([[error.code, { error, count: 1 }]]);
}

export function toEntryKey(event: EventDraft): string {
  if (event.ordinal !== undefined) return JSON.stringify(["ordinal", event.ordinal]);
  return JSON.stringify([toStatusKey(event), event.kind, event.at, event.message]);
}

function joinRepeats(events: readonly EventDraft[]): EventDraft[] {
  const seen = new Map<string | EventDraft, EventDraft>();
  for (const event of events) {
    const key = event.ordinal === undefined ? event : toEntryKey(event);
    const other = seen.get(key);
    seen.set(key, other ? joinEvents(other, event) : event);
  }
  return [...seen.values()];
}

function joinEntries(a: Entry, b: Entry): Entry {
  if (a.event.ordinal !== undefined) return joinNumbered(a, b);
  const errors: Entry["errors"] = new Map();
  for (const code of new Set([...a.errors.keys(), ...b.errors.keys()])) {
    const [left, right] = [a.errors.get(code), b.errors.get(code)];
    const error = joinErrors(left?.error ?? null, right?.error ?? null);
    if (error) addError(errors, error, Math.max(left?.count ?? 0, right?.count ?? 0));
  }
  const withError = Array.from(errors.values()).reduce((sum, { count }) => sum + count, 0);
  const total = Math.max(a.total, b.total, withError);
  return { key: a.key, event: joinEvents(a.event, b.event), total, errors };
}

function joinNumbered(a: Entry, b: Entry): Entry {
  const [left, right] = [a, b].map(({ errors }) => Array.from(errors.values())[0]?.error ?? null);
  const error = joinErrors(left ?? null, right ?? null);
  const errors: Entry["errors"] = new Map(error ? [[error.code, { error, count: 1 }]] : []);
  return { key: a.key, event: joinEvents(a.event, b.event), total: 1, errors };
}

function addError(errors: Entry["errors"], error: JobError, count: number): void {
  const known = errors.get(error.code);
  errors.set(error.code, {
    error: joinErrors(known?.error ?? null, error) ?? error,
    count: (known?.count ?? 0) + count,
  });
}

function toErrorSlots({ total, errors }: Entry): (JobError | null)[] {
  const withError = Array.from(errors.entries())
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { error, count }]) => Array.from({ length: count }, () => error));
  return [...Array.from({ length: total - withError.length }, () => null), ...withError];
}

function toSettledOrder(entries: EventRecord["entries"]): string[] {
  const settled = Array.from(entries.values())
    .toSorted((a, b) => {
      const byRank = toLifecycleRank(a.event) - toLifecycleRank(b.event);
      return (
        Number(a.event.at !== null) - Number(b.event.at !== null) ||
        byRank ||
        (a.key < b.key ? -1 : 1)
      );
    })
    .flatMap(({ event, total }) => Array.from({ length: total }, () => event));
  return orderRecord(settled).map(toEntryKey);
}

/** Of two orders of the same entries: one that an upstream gave before the settled one. */
function chooseOrder(a: string[], b: string[], settled: string[]): string[] {
  const [aText, bText, settledText] = [a, b, settled].map((order) => JSON.stringify(order));
  if (aText === bText || bText === settledText) return a;
  if (aText === settledText) return b;
  return `${aText}` < `${bText}` ? a : b;
}
