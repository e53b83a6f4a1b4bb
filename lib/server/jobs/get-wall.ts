import "server-only";
import { findJobIds } from "#lib/domain/paste/find-job-ids.ts";
import { parseJobKey, toJobKey, type JobRef } from "#lib/domain/job.ts";
import { maxWatchedJobs } from "#lib/domain/live-frame.ts";
import { toSummary } from "#lib/domain/to-summary.ts";
import { createTile, type Tile } from "#lib/domain/wall.ts";
import type { Gantry } from "../gantry.ts";
import { findKnown } from "./find-anywhere.ts";

export type WallQuery = {
  /** Job keys, as they stand in the address. */
  keys: string[];
  /** Any text that holds IDs to add. */
  add: string;
};

export type Wall = { tiles: Tile[]; malformed: string[]; leftOut: number };

/** The jobs of a wall as the store knows them: upstreams are asked by whoever then watches it. */
export async function getWall(gantry: Gantry, { keys, add }: WallQuery): Promise<Wall> {
  const { store } = gantry;
  const refs = new Map<string, JobRef>();
  const malformed: string[] = [];
  for (const key of keys) {
    const ref = parseJobKey(key);
    if (ref) refs.set(toJobKey(ref), ref);
    else malformed.push(key);
  }
  for (const { text, candidates } of findJobIds(add)) {
    const source = await chooseSource(gantry, text, candidates);
    if (source) refs.set(toJobKey({ source, id: text }), { source, id: text });
    else malformed.push(text);
  }
  const shown = [...refs.values()].slice(0, maxWatchedJobs);
  const tiles = await Promise.all(
    shown.map(async (ref) => {
      const [job, readAt] = await Promise.all([store.findJob(ref), store.findReadAt(ref)]);
      return createTile(ref, job ? toSummary(job) : null, readAt !== null);
    }),
  );
  return { tiles, malformed, leftOut: refs.size - shown.length };
}

/** The source that is known to hold the job, else the first that is set up. */
async function chooseSource(
  { sources, store }: Gantry,
  id: string,
  candidates: readonly JobRef["source"][],
): Promise<JobRef["source"] | undefined> {
  const possible = candidates.flatMap((name) => sources.get(name) ?? []);
  const known = await findKnown({ store }, id, possible);
  return known?.source ?? possible[0]?.name;
}
