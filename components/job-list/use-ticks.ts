"use client";
import { useCallback, useEffect, useState } from "react";
import type { JobLists } from "#lib/client/list/job-lists.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import { updateTicks, type Ticks } from "./update-ticks.ts";

/** Back finds the ticks with the lists that it finds. In a browser alone: it is written by an effect. */
const left = new WeakMap<JobLists, Ticks>();

/** What the reader ticked, in whichever of the lists. */
export function useTicks(lists: JobLists) {
  const [ticked, setTicked] = useState<Ticks>(() => left.get(lists) ?? new Map());
  useEffect(() => {
    left.set(lists, ticked);
  }, [lists, ticked]);

  useEffect(() => lists.hear((told) => setTicked((now) => updateTicks(now, told))), [lists]);

  const tick = useCallback(
    (jobs: readonly JobSummary[], isTicked: boolean) =>
      setTicked((now) => {
        const next = new Map(now);
        for (const job of jobs)
          if (isTicked) next.set(toJobKey(job), job);
          else next.delete(toJobKey(job));
        return next;
      }),
    [],
  );
  return { ticked, tick, clear: () => setTicked(new Map()) };
}
