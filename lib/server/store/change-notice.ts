import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import { type JobRef, jobStatuses, sourceNames, toJobKey } from "#lib/domain/job.ts";
import { type Change, isChanged } from "./change-feed.ts";
import { findJob, findObservedSince } from "./job-queries.ts";
import type { ListenOptions } from "./connection/opened-database.ts";
import type { Schema } from "./schema.ts";

/** A Postgres notification holds at most 8,000 bytes; with more new events than this it only says "read it all". */
const maxNewEvents = 100;
/** After a lost connection at most this many jobs are looked at again. */
const maxMissedJobs = 1_000;
/** The clocks of two machines may differ by this much. */
const clockSkewMs = 5_000;

const noticeSchema = z.object({
  from: z.string(),
  source: z.enum(sourceNames),
  id: z.string(),
  /** The status before: null when the job was new, absent when that is not known. */
  before: z.enum(jobStatuses).nullable().optional(),
  state: z.boolean(),
  progress: z.boolean(),
  reordered: z.boolean(),
  /** `seq` of the new events. */
  seqs: z.array(z.number()),
});
type Notice = z.infer<typeof noticeSchema>;

/** Jobs changed of which no change is told. */
const missedSchema = z.object({ from: z.string(), missed: z.literal(true) });

export function formatMissed(from: string): string {
  return JSON.stringify({ from, missed: true } satisfies z.infer<typeof missedSchema>);
}

/** What the processes that share a database are told of changes: which job, and what about it. */
export function formatNotices(from: string, changes: readonly Change[]): string[] {
  return changes.filter(isChanged).map(({ job, before, state, progress, newEvents, reordered }) => {
    const isMany = newEvents.length > maxNewEvents;
    const notice: Notice = {
      from,
      source: job.source,
      id: job.id,
      before,
      state,
      progress,
      reordered: reordered || isMany,
      seqs: isMany ? [] : newEvents.map(({ seq }) => seq),
    };
    return JSON.stringify(notice);
  });
}

/** Turns notices back into changes, one job at a time; notices of one job that wait are told as one. */
export function toChangeReader({
  self,
  db,
  publish,
  publishMissed,
  onError,
}: ListenOptions & { self: string; db: Kysely<Schema> }) {
  const waiting = new Map<string, Notice>();
  let working: Promise<void> | null = null;

  function add(notice: Notice) {
    const key = toJobKey(notice);
    const earlier = waiting.get(key);
    waiting.set(key, earlier ? join(earlier, notice) : notice);
    working ??= work();
  }

  async function work() {
    for (const [key, notice] of waiting) {
      waiting.delete(key);
      try {
        const job = await findJob(db, notice);
        if (!job) continue;
        const { before = job.status, state, progress, reordered, seqs } = notice;
        const newEvents = job.events.filter(({ seq }) => seqs.includes(seq));
        publish({ job, before, state, progress, reordered, newEvents });
      } catch (error) {
        onError(error);
      }
    }
    working = null;
  }

  return {
    onNotice(text: string): void {
      const notice = z.union([noticeSchema, missedSchema]).parse(JSON.parse(text));
      if (notice.from === self) return;
      if ("missed" in notice) publishMissed();
      else add(notice);
    },
    /** What changed while nobody listened is told as if all of it had, but not what it was before. */
    async onGap(since: number): Promise<void> {
      const refs: JobRef[] = await findObservedSince(db, since - clockSkewMs, maxMissedJobs);
      const everything = { from: "", state: true, progress: true, reordered: true, seqs: [] };
      for (const { source, id } of refs) add({ source, id, ...everything });
      publishMissed();
    },
    settled: async () => (await working) ?? undefined,
  };
}

function join(a: Notice, b: Notice): Notice {
  return {
    ...b,
    before: a.before,
    state: a.state || b.state,
    progress: a.progress || b.progress,
    reordered: a.reordered || b.reordered,
    seqs: [...a.seqs, ...b.seqs],
  };
}
