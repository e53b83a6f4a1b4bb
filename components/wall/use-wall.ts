"use client";
import { useEffect, useRef, useState } from "react";
import { isAsked } from "#components/alerts/alert-choices.ts";
import { watchLive } from "#lib/client/live/tab-connection.ts";
import { isTerminal } from "#lib/domain/job.ts";
import { applyToWall, toWatched, type Tile } from "#lib/domain/wall.ts";

/** The wall as the server drew it, kept current. A job that ends is announced. */
export function useWall(initial: Tile[]): Tile[] {
  const [tiles, setTiles] = useState(initial);
  const [keys] = useState(() => toWatched(initial));
  /** Jobs whose end is still to be announced, also by a wall that was loaded again meanwhile. */
  const owed = useRef<Set<string> | null>(null);

  useEffect(() => {
    if (keys.length === 0) return undefined;
    return watchLive(keys, false, (frame) => setTiles((known) => applyToWall(known, frame)));
  }, [keys]);

  useEffect(() => {
    owed.current ??= new Set(tiles.flatMap(({ ref }) => (isAsked(ref) ? [ref.id] : [])));
    for (const { job } of tiles) {
      if (job === null) continue;
      if (!isTerminal(job.status)) owed.current.add(job.id);
      else if (owed.current.delete(job.id))
        void import("#components/alerts/notify.ts").then(({ announceEnd }) => announceEnd(job));
    }
  }, [tiles]);

  return tiles;
}
