"use client";
import { useEffect, useMemo, useState } from "react";
import { addTold, listWatched, toPresent, type Told } from "#lib/client/found-jobs.ts";
import { watchLive } from "#lib/client/live/tab-connection.ts";
import { isTerminal, type JobSummary } from "#lib/domain/job.ts";

const separator = " ";

/** Found jobs, kept current as far as one page may watch them; `unwatched` counts those in flight beyond that. */
export function useFoundJobs(found: readonly JobSummary[], drawnAt: number) {
  const [told, setTold] = useState<Told>(new Map());
  const text = useMemo(() => listWatched(found).join(separator), [found]);
  const watched = useMemo(() => new Set(text === "" ? [] : text.split(separator)), [text]);

  useEffect(() => {
    if (watched.size === 0) return;
    return watchLive([...watched], false, (frame) =>
      setTold((known) => addTold(known, frame, watched)),
    );
  }, [watched]);

  const present = useMemo(
    () => toPresent(found, told, watched, drawnAt),
    [found, told, watched, drawnAt],
  );
  const open = found.filter(({ status }) => !isTerminal(status)).length;
  return { ...present, unwatched: open - watched.size };
}
