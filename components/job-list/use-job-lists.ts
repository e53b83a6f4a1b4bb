"use client";
import { useSearchParams } from "next/navigation";
import { useEffect, useState, useSyncExternalStore } from "react";
import { createJobLists, type JobLists, type ListState } from "#lib/client/list/job-lists.ts";
import { watchLive } from "#lib/client/live/tab-connection.ts";
import type { JobList } from "#lib/domain/job-list.ts";
import { toListSearch } from "#lib/domain/list-query/list-params.ts";

/** The list of the present address, kept current by the live connection; `open` leads to another address. */
export function useJobLists(initialSearch: string, initial: JobList | null) {
  const [lists] = useState(() => createJobLists(initialSearch, initial));
  const state = useSyncExternalStore(lists.subscribe, lists.getState, lists.getState);
  const search = toListSearch(useSearchParams());

  useEffect(() => lists.show(search), [lists, search]);
  useEffect(() => follow(lists), [lists]);

  // While another list is on its way, the one before stands.
  const [last, setLast] = useState(state);
  if (state !== last && (state.list !== null || state.error !== null)) setLast(state);
  const shown: ListState = state.list === null && state.error === null ? last : state;
  return { lists, search, state, shown };
}

export function openSearch(search: string): void {
  history.pushState(null, "", search === "" ? "/jobs" : `/jobs?${search}`);
}

function follow(lists: JobLists): () => void {
  let isFirst = true;
  const catchUp = (hasMissed: boolean) => {
    // What cannot be asked for now is asked for when the connection comes back.
    lists.sync(hasMissed).catch(() => undefined);
  };
  return watchLive([], true, (frame) => {
    if (isFirst && frame.event === "clock") catchUp(false);
    if (frame.event === "clock") isFirst = false;
    if (frame.event !== "jobs") return;
    if (frame.data.missed) catchUp(true);
    lists.apply(frame.data);
  });
}
