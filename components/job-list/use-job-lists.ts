"use client";
import { useSearchParams } from "next/navigation";
import { useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from "react";
import { createJobLists, type JobLists, type ListState } from "#lib/client/list/job-lists.ts";
import { toPartSearch } from "#lib/client/list/part-search.ts";
import { watchLive } from "#lib/client/live/tab-connection.ts";
import type { JobList } from "#lib/domain/job-list.ts";
import { toListSearch } from "#lib/domain/list-query/list-params.ts";
import { listAddressErrors, type QueryError } from "#lib/domain/list-query/parse-query-text.ts";

/** The lists as the reader left them for another page. In a browser alone: it is written by an effect. */
let left: Left | null = null;

type Left = {
  lists: JobLists;
  asOf: number | undefined;
  /** What the page was drawn with, which is not what it was left at. */
  initialAddress: string;
  top: number;
};

/** What the page was drawn with: `list` is null where its address cannot be read. */
type Initial = { search: string; list: JobList | null; errors: readonly QueryError[]; now: number };

/** The list of the present address, kept current by the live connection; `openSearch` leads to another address. */
export function useJobLists({ search: initialSearch, list: initial, errors, now }: Initial) {
  // Back brings the page as it was drawn then, and finds the list as far as it was read.
  const asOf = initial?.meta.asOf;
  const [found] = useState(() => (left !== null && left.asOf === asOf ? left : null));
  const params = useSearchParams();
  const address = params.toString();
  const search = toListSearch(params);
  const partSearch = toPartSearch(params);
  const [lists] = useState(() => found?.lists ?? createJobLists(initialSearch, initial));
  const state = useSyncExternalStore(lists.subscribe, lists.getState, lists.getState);
  const [initialAddress] = useState(found?.initialAddress ?? address);
  const isInitial = address === initialAddress;
  const faults = useMemo(
    () => (isInitial ? errors : listAddressErrors(new URLSearchParams(search), now)),
    [isInitial, errors, search, now],
  );
  const isRefused = isInitial ? initial === null : faults.length > 0;

  // What the server would not list is not asked for, until the reader goes on.
  useEffect(() => {
    if (!isRefused) lists.show(partSearch);
  }, [lists, partSearch, isRefused]);
  useEffect(() => follow(lists, found === null ? "newest" : "all"), [lists, found]);
  useLayoutEffect(() => {
    if (found) scrollTo({ top: found.top });
    return () => {
      left = { lists, asOf, initialAddress, top: scrollY };
    };
  }, [lists, asOf, initialAddress, found]);

  // While another list is on its way, the one before stands.
  const [last, setLast] = useState(state);
  if (state !== last && (state.list !== null || state.error !== null)) setLast(state);
  const shown: ListState = state.list === null && state.error === null ? last : state;
  return { lists, search, isInitial, isRefused, faults, state, shown };
}

/** An address that is open already gets no second entry: Back would lead to the same again. */
export function openSearch(search: string): void {
  const path = search === "" ? "/jobs" : `/jobs?${search}`;
  if (path !== location.pathname + location.search) history.pushState(null, "", path);
}

/** What is to be asked for at `first`, and later: the newest jobs, or after a gap whatever is in sight as well. */
function follow(lists: JobLists, first: "newest" | "all"): () => void {
  let owed: typeof first | null = first;
  let isFirst = true;
  const catchUp = () => {
    const asked = owed;
    owed = null;
    // What cannot be asked for now is asked for at the next clock.
    lists.sync(asked === "all").catch(() => {
      owed = owed === "all" ? "all" : asked;
    });
  };
  return watchLive([], true, (frame) => {
    if (frame.event === "clock") {
      // Back may bring a page that was drawn long ago, of which no list was kept.
      if (isFirst && lists.isOld(frame.data.now)) owed = "all";
      isFirst = false;
      if (lists.isDated(frame.data.now)) owed ??= "newest";
      if (owed !== null) catchUp();
    }
    if (frame.event !== "jobs") return;
    lists.apply(frame.data);
    if (!frame.data.missed) return;
    owed = "all";
    catchUp();
  });
}
