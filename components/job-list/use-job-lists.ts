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
  const address = useSearchParams().toString();
  const [initialAddress] = useState(address);
  const isInitial = address === initialAddress;
  const search = toListSearch(new URLSearchParams(address));

  // What the server would not list is not asked for again, until the reader goes on.
  useEffect(() => {
    if (!isInitial || initial !== null) lists.show(search);
  }, [lists, search, isInitial, initial]);
  useEffect(() => follow(lists), [lists]);

  // While another list is on its way, the one before stands.
  const [last, setLast] = useState(state);
  if (state !== last && (state.list !== null || state.error !== null)) setLast(state);
  const shown: ListState = state.list === null && state.error === null ? last : state;
  return { lists, search, isInitial, state, shown };
}

export function openSearch(search: string): void {
  history.pushState(null, "", search === "" ? "/jobs" : `/jobs?${search}`);
}

function follow(lists: JobLists): () => void {
  /** What is still to be asked for: the newest jobs, or after a gap whatever is in sight as well. */
  let owed: "newest" | "all" | null = "newest";
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
