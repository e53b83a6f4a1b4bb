import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isFigurId } from "#lib/domain/paste/id-shapes.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { ListQuery, RequestOptions, SourcePage } from "../source.ts";
import { splitEntries } from "../split-entries.ts";
import { toInstant } from "../to-instant.ts";
import type { UpstreamClient } from "../upstream-client.ts";
import { parseUpstreamJson } from "../upstream-json.ts";
import { maxSeen, parseListPlace, toListCursor, type ListPlace } from "./list-place.ts";
import { toListFact } from "./to-job-fact.ts";
import { toWireStatus } from "./to-status.ts";
import { wireJobSchema, wireListSchema } from "./wire-job.ts";

type Context = { client: UpstreamClient; label: string };
type Entry = { fact: JobFact | null; createdAt: number | null };
type Slice = { entries: Entry[]; isLast: boolean };

const maxLimit = 200;
const defaultLimit = 50;
/** Answers looked through for one page, when the list has moved meanwhile. */
const maxAnswers = 8;

/**
 * One page of `GET /v1/jobs`, which knows offsets alone. Jobs that arrive push others onto the next
 * page, and jobs that leave a filter pull them away, so a page begins where the one before ended by what
 * was seen there: each slice overlaps the last by an entry, is moved back until it does, and what was
 * seen is dropped.
 */
export async function listFigurJobs(
  context: Context,
  query: ListQuery,
  options: RequestOptions,
): Promise<SourcePage> {
  const wireStatus = query.status && toWireStatus(query.status);
  if (query.parentId !== undefined || (query.status && !wireStatus))
    return { facts: [], next: null };
  let place = parseListPlace(query.cursor);
  const wanted = Math.min(Math.max(1, query.limit ?? defaultLimit), maxLimit);
  const limit = Math.min(wanted + 1, maxLimit);
  let back = 1;
  for (let answers = 0; ; answers += 1) {
    const offset = Math.max(0, place.offset - (place.before === null ? 0 : back));
    const { entries, isLast } = await readSlice(
      context,
      query,
      { limit, offset, wireStatus },
      options,
    );
    const overlaps = offset === 0 || entries.length === 0 || isSeen(entries[0], place);
    if (!overlaps && answers < maxAnswers) {
      back *= 4;
      continue;
    }
    // Behind the end: the list has shrunk.
    if (entries.length === 0 && offset > 0 && answers < maxAnswers) {
      back = Math.max(back * 4, limit);
      continue;
    }
    const fresh = entries.filter((entry) => !isSeen(entry, place)).slice(0, wanted);
    const lastTaken = fresh.at(-1);
    const end = lastTaken ? entries.indexOf(lastTaken) + 1 : entries.length;
    const hasMore = !isLast || end < entries.length;
    // Broken entries bear no mark of having been seen: those behind a job that has are told again, as its own.
    const start = Math.max(
      0,
      entries.findLastIndex((entry) => isSeen(entry, place)),
    );
    const { broken } = splitEntries(entries.slice(start, end).map(({ fact }) => fact));
    place = moveOn(place, fresh, offset + end);
    if (fresh.length === 0 && hasMore && answers < maxAnswers) {
      back = 1;
      continue;
    }
    return {
      facts: fresh.flatMap(({ fact }) => fact ?? []),
      broken,
      next: hasMore ? toListCursor(place) : null,
    };
  }
}

async function readSlice(
  { client, label }: Context,
  { createdAfter }: ListQuery,
  { limit, offset, wireStatus }: { limit: number; offset: number; wireStatus: string | undefined },
  options: RequestOptions,
): Promise<Slice> {
  const search = new URLSearchParams({
    ...(wireStatus !== undefined && { status: wireStatus }),
    ...(createdAfter !== undefined && { created_after: new Date(createdAfter).toISOString() }),
    limit: String(limit),
    offset: String(offset),
  });
  const answer = await client.get(`/v1/jobs?${search}`, options);
  const list = wireListSchema.safeParse(parseUpstreamJson(answer.bytes, { label, ...answer })).data;
  if (!list) {
    const detail = `${label} answered with something that is not a list of jobs.`;
    throw new ProblemError("upstream_invalid", detail, { upstream: answer.upstream });
  }
  return {
    entries: list.jobs.map((entry) => toEntry(entry, answer.askedAt)),
    // An upstream that gives less than was asked for says so in `limit`.
    isLast: list.jobs.length < Math.min(list.limit ?? limit, limit),
  };
}

/** An entry that is no job costs itself alone. */
function toEntry(entry: unknown, observedAt: number): Entry {
  const wire = wireJobSchema.safeParse(entry).data;
  const id = wire?.public_id?.toUpperCase() ?? "";
  return wire && isFigurId(id)
    ? { fact: toListFact(wire, { id, observedAt }), createdAt: toInstant(wire.created_at) }
    : { fact: null, createdAt: null };
}

function isSeen(entry: Entry | undefined, { before, seen }: ListPlace): boolean {
  if (before === null || !entry?.fact) return false;
  if (seen.includes(entry.fact.id)) return true;
  return entry.createdAt !== null && entry.createdAt > before;
}

/** Where the next page begins: behind the last entry that tells its time, and those of the same instant. */
function moveOn(place: ListPlace, fresh: Entry[], offset: number): ListPlace {
  const before = fresh.findLast(({ createdAt }) => createdAt !== null)?.createdAt ?? place.before;
  const seen = fresh.flatMap(({ fact, createdAt }) =>
    fact && (createdAt === null || createdAt === before) ? [fact.id] : [],
  );
  return {
    offset,
    before,
    seen: (before === place.before ? [...place.seen, ...seen] : seen).slice(-maxSeen),
  };
}
