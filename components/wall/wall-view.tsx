"use client";
import { useRef } from "react";
import { AlertToggle } from "#components/alerts/alert-toggle.tsx";
import { useConnection } from "#components/live/connection-badge.tsx";
import { isBlind } from "#components/live/describe-connection.ts";
import { useTickingNow } from "#components/live/use-ticking-now.ts";
import { useZone } from "#components/shell/preferences.tsx";
import { isTerminal, toJobKey } from "#lib/domain/job.ts";
import { describeWall, toWallPath, toWatched, type Tile } from "#lib/domain/wall.ts";
import { AddToWall } from "./add-to-wall.tsx";
import { useWall } from "./use-wall.ts";
import { WallTile } from "./wall-tile.tsx";

/** Up to so many tiles are drawn at that width, in hundredths of the wall's own text. */
const widths = [
  [6, "[--tile:26em]"],
  [24, "[--tile:20em]"],
  [200, "[--tile:15em]"],
] as const;

export function WallView({ initial, now: drawnAt }: { initial: Tile[]; now: number }) {
  const tiles = useWall(initial);
  const connection = useConnection();
  const zone = useZone();
  const frozen = isBlind(connection);
  const now = useTickingNow(drawnAt, !frozen && toWatched(tiles).length > 0);
  // How long ago a job ended goes on, whatever stands still.
  const today = useTickingNow(drawnAt, true);
  const wall = useRef<HTMLElement>(null);
  const refs = tiles.map(({ ref }) => ref);
  const open = tiles.flatMap(({ ref, job }) => (job && isTerminal(job.status) ? [] : [ref]));
  const counts = describeWall(tiles);
  const width = widths.find(([most]) => tiles.length <= most)?.[1] ?? "[--tile:15em]";

  return (
    <section
      ref={wall}
      aria-labelledby="wall-title"
      data-wide
      className="bg-bg fullscreen:overflow-y-auto fullscreen:p-6 fullscreen:text-[clamp(14px,1.1vw,26px)]"
    >
      <title>{`${counts.slice(0, 2).join(", ") || "Wall"} · Gantry`}</title>
      <link rel="icon" type="image/svg+xml" href="/icon.svg" />
      <div className="mb-4 flex flex-wrap items-center gap-x-5 gap-y-2.5">
        <h1 id="wall-title" className="text-[1.55em] font-semibold tracking-[-.015em]">
          Wall
        </h1>
        <p role="status" className="text-muted">
          {counts.join(" · ")}
        </p>
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2 in-[:fullscreen]:hidden max-sm:w-full">
          <AddToWall refs={refs} />
          {open.length > 0 && <AlertToggle refs={open} />}
          <button
            type="button"
            className="button noscript:hidden"
            onClick={() => void wall.current?.requestFullscreen()}
          >
            Full screen
          </button>
        </div>
      </div>
      <ul
        className={`grid auto-rows-fr grid-cols-[repeat(auto-fill,minmax(min(100%,var(--tile)),1fr))] gap-3 ${width}`}
      >
        {tiles.map((tile) => (
          <WallTile
            key={toJobKey(tile.ref)}
            tile={tile}
            connection={connection}
            zone={zone}
            now={now}
            today={today}
            without={toWallPath(refs.filter((ref) => ref !== tile.ref))}
          />
        ))}
      </ul>
    </section>
  );
}
