"use client";
import { useEffect, useRef, useState } from "react";
import { watchLive } from "#lib/client/live/tab-connection.ts";
import { isTerminal } from "#lib/domain/job.ts";
import { applyToWall, toWatched, type Tile } from "#lib/domain/wall.ts";

/** The wall as the server drew it, kept current. A job that ends is announced. */
export function useWall(initial: Tile[]): Tile[] {
  const [tiles, setTiles] = useState(initial);
  const [keys] = useState(() => toWatched(initial));
  const open = useRef(new Set<string>());

  useEffect(() => {
    if (keys.length === 0) return undefined;
    return watchLive(keys, false, (frame) => setTiles((known) => applyToWall(known, frame)));
  }, [keys]);

  useEffect(() => {
    for (const { job } of tiles) {
      if (job === null) continue;
      if (!isTerminal(job.status)) open.current.add(job.id);
      else if (open.current.delete(job.id))
        void import("#components/alerts/announce-end.ts").then(({ announceEnd }) =>
          announceEnd(job),
        );
    }
  }, [tiles]);

  return tiles;
}
