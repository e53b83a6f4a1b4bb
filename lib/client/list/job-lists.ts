import type { JobList } from "#lib/domain/job-list.ts";
import {
  addRows,
  applyListChanges,
  isApart,
  showWaiting,
  type ShownList,
} from "#lib/domain/list-query/apply-list-changes.ts";
import { compareJobs } from "#lib/domain/list-query/compare-jobs.ts";
import { listLimits, toIdSearches } from "#lib/domain/list-query/list-params.ts";
import { parseListParams } from "#lib/domain/list-query/parse-list-params.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import type { ListChange } from "#lib/domain/live-frame.ts";
import { fetchJson } from "../fetch-json.ts";

export type ListState = {
  /** The address's search that the list belongs to, with the cursor where it begins at one. */
  search: string;
  /** Null until its first page has come. */
  list: ShownList | null;
  phase: "ready" | "loading" | "loading-more";
  /** What the last request failed with. */
  error: unknown;
  /** The cursor that it asked for; null for the first page. */
  asked: string | null;
};

const idle = { phase: "ready", error: null, asked: null } as const;

/** A browser keeps so many rows; who wants more narrows the filter, or exports. */
export const maxRows = 20_000;
/** Lists that one may come back to. */
const maxKept = 6;
/** After a gap so many rows are read again; a longer list begins anew. */
const maxSynced = 1_000;
/** What changed in this time a tab is told when it joins. */
const toldMs = 15_000;
/** A window that moves with the clock is drawn anew so often. */
const maxAgeMs = 60_000;

/**
 * The lists that a page has shown, one for each address: the present one, and those that Back leads to. All of
 * them hear what changes.
 */
export function createJobLists(search: string, first: JobList | null) {
  const kept = new Map<string, ListState>();
  const listeners = new Set<() => void>();
  const hearers = new Set<(told: readonly JobSummary[]) => void>();
  let pending: AbortController | undefined;
  /** For each answer that is on its way, what has changed meanwhile: it may have been read before. */
  const hearing = new Set<ListChange[]>();
  let current: ListState = {
    search,
    list: first && toShown(search, first),
    ...idle,
  };
  kept.set(search, current);

  function set(of: string, change: Partial<ListState>): ListState {
    const known = kept.get(of) ?? { search: of, list: null, ...idle };
    const next: ListState = { ...known, ...change };
    kept.set(of, next);
    if (of !== current.search) return next;
    current = next;
    for (const listener of listeners) listener();
    return next;
  }

  function tell(told: readonly JobSummary[]): void {
    for (const hearer of hearers) hearer(told);
  }

  /** What `read` answers, and what was told while it was on its way. */
  async function readHearing<Answer>(read: () => Promise<Answer>): Promise<[Answer, ListChange[]]> {
    const heard: ListChange[] = [];
    hearing.add(heard);
    try {
      return [await read(), heard];
    } finally {
      hearing.delete(heard);
    }
  }

  async function ask(of: string, cursor: string | null): Promise<void> {
    pending?.abort();
    const controller = new AbortController();
    pending = controller;
    const phase = cursor === null ? "loading" : "loading-more";
    set(of, { phase, error: null, asked: cursor });
    const params = new URLSearchParams(of);
    const pageSize = cursor === null ? listLimits.defaultPageSize : listLimits.pageSize;
    params.set("limit", String(pageSize));
    if (cursor !== null) params.set("cursor", cursor);
    const { signal } = controller;
    try {
      const [page, heard] = await readHearing(() =>
        fetchJson<JobList>(`/api/jobs?${params}`, { signal }),
      );
      tell(page.data);
      const known = kept.get(of)?.list ?? null;
      const list =
        cursor === null || known === null
          ? toShown(of, page)
          : addRows(known, { rows: page.data, next: page.meta.next });
      set(of, { list: heard.reduce(changeList, list), phase: "ready", error: null });
    } catch (error) {
      if (!signal.aborted) set(of, { phase: "ready", error });
    }
  }

  return {
    getState: () => current,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Hears of each job that a request or a live change tells of, whichever list it is in. */
    hear(hearer: (told: readonly JobSummary[]) => void): () => void {
      hearers.add(hearer);
      return () => hearers.delete(hearer);
    },
    /** Turns to the list of an address: as it was left, or asked for. */
    show(next: string): void {
      if (next === current.search && (current.list !== null || current.phase !== "ready")) return;
      pending?.abort();
      kept.set(current.search, { ...current, phase: "ready" });
      const known = kept.get(next);
      kept.delete(next);
      current = known ?? { search: next, list: null, ...idle, phase: "loading" };
      kept.set(next, current);
      for (const old of [...kept.keys()].slice(0, -maxKept)) kept.delete(old);
      for (const listener of listeners) listener();
      if (!known?.list) void ask(next, null);
    },
    loadMore(): void {
      const { search, list, phase, error } = current;
      const isFull = (list?.rows.length ?? 0) >= maxRows;
      if (!list || list.next === null || phase !== "ready" || error !== null || isFull) return;
      void ask(search, list.next);
    },
    /** Asks again for what failed. */
    retry: () => void ask(current.search, current.asked),
    refresh: () => void ask(current.search, null),
    /** Catches up with what changed unheard, without moving a row. Throws what `fetchJson` throws. */
    async sync(hasMissed: boolean): Promise<void> {
      const { search, list: shown } = current;
      if (hasMissed) for (const other of kept.keys()) if (other !== search) kept.delete(other);
      if (!shown) return;
      if (hasMissed && shown.rows.length > maxSynced) return void ask(search, null);
      const read = (of: string) =>
        fetchJson<JobList>(`/api/jobs?${of}&limit=${listLimits.pageSize}`);
      const [[first, ...others], heard] = await readHearing(async () => {
        const newest = await read(search);
        const found = new Set(newest.data.map(toJobKey));
        const unseen = hasMissed ? shown.rows.filter((job) => !found.has(toJobKey(job))) : [];
        const ids = toIdSearches(unseen.map(({ id }) => id));
        return [newest, ...(await Promise.all(ids.map(read)))] as const;
      });
      const told = [first, ...others].flatMap(({ data }) => data);
      tell(told);
      const known = kept.get(search)?.list;
      if (!known) return;
      const { next, asOf, ...counted } = first.meta;
      const isBehind = known.isBehind || isApart(known, { rows: first.data, next });
      const list = changeList(
        { ...known, isBehind, asOf, filter: toFilter(search, asOf) },
        // Also what has not changed is held against a filter that moves with the clock.
        { changed: [...known.rows, ...known.waiting.values(), ...told] },
      );
      const synced = { ...list, ...counted, countedAt: asOf };
      set(search, { list: heard.reduce(changeList, synced) });
    },
    /** Whether more may have changed since the list was read than a tab is told when it joins. */
    isOld: (now: number): boolean => now - (current.list?.asOf ?? now) > toldMs,
    /** Whether “24h ago” is another instant by now than when the list was read. */
    isDated(now: number): boolean {
      const { search, list } = current;
      if (!list || now - list.asOf < maxAgeMs) return false;
      return JSON.stringify(toFilter(search, now)) !== JSON.stringify(list.filter);
    },
    showWaiting(): void {
      const { search, list } = current;
      if (!list) return;
      const shown = showWaiting(list);
      // Where nothing of what was loaded is left, the rest is.
      const isSpent = shown.rows.length === 0 && shown.next !== null;
      if (list.isBehind || isSpent) void ask(search, null);
      else set(search, { list: shown });
    },
    apply(change: ListChange): void {
      for (const heard of hearing) heard.push(change);
      tell(change.changed);
      for (const [search, { list }] of kept)
        if (list) set(search, { list: changeList(list, change) });
    },
  };
}

export type JobLists = ReturnType<typeof createJobLists>;

/**
 * As `applyListChanges`. A list that begins at a cursor does not wait for what stands before its first row: what lies
 * between the two is not in it.
 */
function changeList(list: ShownList, change: ListChange): ShownList {
  const changed = applyListChanges(list, change);
  const { rows, filter, waiting } = changed;
  if (filter.cursor === undefined || waiting.size === 0) return changed;
  const [first] = rows;
  const isBehindFirst = (job: JobSummary) =>
    first !== undefined && compareJobs(job, first, filter.sort) > 0;
  const kept = Array.from(waiting).filter(([, job]) => isBehindFirst(job));
  return { ...changed, waiting: new Map(kept) };
}

function toShown(search: string, { data, meta }: JobList): ShownList {
  const filter = toFilter(search, meta.asOf);
  const countedAt = meta.asOf;
  const news = { waiting: new Map(), isBehind: false, leaving: new Set<string>() };
  return { filter, rows: data, end: data.at(-1), ...news, countedAt, ...meta };
}

function toFilter(search: string, asOf: number): ListFilter {
  return parseListParams(new URLSearchParams(search), asOf).filter;
}
