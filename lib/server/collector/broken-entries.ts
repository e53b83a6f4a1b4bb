import "server-only";
import type { SourcePage } from "../sources/source.ts";
import type { BrokenEntries, Stretch } from "../store/collector-queries.ts";

type Place = BrokenEntries["places"][number];

/** One page as it was read. `lost` are jobs that the store does not take. */
export type PageRead = SourcePage & { lost: ReadonlySet<string> };

/** Where a page stands in its list. */
type Standing = {
  /** The job before its first entry; null where that is not known. */
  before: Stretch["last"];
  /** Whether nothing comes after it. */
  isEnd: boolean;
  /** Jobs that the list has no more. */
  gone?: readonly string[];
};

export type BrokenPlace = { after: string; createdAt: number };

const maxPlaces = 500;

/**
 * What is known of broken entries after a page. Since they may have no ID, each is known by the job that it follows:
 * that holds whatever comes above them, and a page tells anew of each of its jobs how many follow it.
 */
export function noteBroken(
  known: BrokenEntries | null,
  page: PageRead,
  { before, isEnd, gone = [] }: Standing,
  now: number,
): BrokenEntries | null {
  const places = new Map(known?.places.map((place) => [place.after, place]));
  const counts = countPlaces(page, before);
  for (const id of gone) places.delete(id);
  const jobs = page.facts.map(({ id, fields }) => ({ id, createdAt: fields.createdAt ?? null }));
  const seen = before ? [before, ...jobs] : jobs;
  // What follows the last one may stand on the next page.
  const last = isEnd ? undefined : seen.at(-1)?.id;
  for (const { id, createdAt } of seen) {
    const unseen = id === last ? (places.get(id)?.count ?? 0) : 0;
    const count = Math.max(counts.get(id) ?? 0, unseen);
    // So that the place seen last is the last in the map.
    places.delete(id);
    if (count > 0) places.set(id, { after: id, createdAt, count });
  }
  return toBroken([...places.values()], counts.size > 0 ? now : (known?.at ?? now));
}

/** The place of a known time that was not seen for longest, and follows none of these jobs. */
export function findUnseen(
  known: BrokenEntries | null,
  ids: ReadonlySet<string>,
): BrokenPlace | undefined {
  for (const { after, createdAt } of known?.places ?? [])
    if (createdAt !== null && !ids.has(after)) return { after, createdAt };
  return undefined;
}

/** Jobs of the newest page before that the list has no more: one that stood above a job that is still there would be, too. */
export function findGone(before: ReadonlySet<string>, ids: ReadonlySet<string>): string[] {
  const listed = Array.from(before);
  const lowest = listed.findLastIndex((id) => ids.has(id));
  return listed.filter((id, place) => place < lowest && !ids.has(id));
}

function countPlaces({ broken = [], lost }: PageRead, before: Stretch["last"]) {
  const counts = new Map<string, number>();
  const add = (id: string, count: number) => counts.set(id, (counts.get(id) ?? 0) + count);
  const isToldAgain = broken.includes(before?.id ?? null);
  if (before && before.blank > 0 && !isToldAgain) add(before.id, before.blank);
  for (const place of broken) {
    const after = place ?? before?.id;
    if (after !== undefined) add(after, 1);
  }
  for (const id of lost) add(id, 1);
  return counts;
}

function toBroken(places: Place[], at: number): BrokenEntries | null {
  const kept = places.slice(-maxPlaces);
  const count = kept.reduce((sum, place) => sum + place.count, 0);
  return count === 0 ? null : { count, at, places: kept };
}
