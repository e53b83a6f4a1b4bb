import "server-only";
import { setImmediate } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import { isSameSample, toSample } from "#lib/domain/durations/job-sample.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { isTerminal, type Job, type JobRef } from "#lib/domain/job.ts";
import { mergeJob } from "#lib/domain/merge/merge-job.ts";
import { isChanged, type Change } from "./change-feed.ts";
import { type CountChanges, createCountChanges } from "./count-changes.ts";
import type { Sharing } from "./connection/opened-database.ts";
import { toStorable } from "./storable-fact.ts";
import { applyRollups, type SampleChange } from "./rollups/apply-rollups.ts";
import { saveDocument } from "./save-document.ts";
import { findJob } from "./job-queries.ts";
import { toJobRow, toRecordRow } from "./rows.ts";
import type { Schema } from "./schema.ts";

/** SQLite answers without waiting, so a list would hold up every request. */
const factsPerTurn = 10;

/** A transaction that raced another's is tried again this often. */
const maxConflicts = 5;

type IngestOptions = { publish: (change: Change) => void; sharing: Sharing | null };

/**
 * Merges facts into the store, all of them or none, and publishes what changed after it is safe. Calls are
 * worked off one after another, so that changes are published in the order they were stored.
 */
export function createIngest(db: Kysely<Schema>, { publish, sharing }: IngestOptions) {
  let last: Promise<unknown> = Promise.resolve();

  /** `store` answers in the order of its calls: each waits for the one before. */
  function inTurn<T>(store: () => Promise<T>): Promise<T> {
    const result = last.then(store);
    last = Promise.allSettled([result]);
    return result;
  }

  async function mergeAll(facts: readonly JobFact[]): Promise<Change[]> {
    return await db.transaction().execute(async (inside) => {
      await sharing?.lockJobs(inside, facts);
      const changes: Change[] = [];
      const counted: Counted = { samples: [], counts: createCountChanges() };
      for (const fact of facts) {
        changes.push(await ingestFact(inside, fact, counted));
        if (changes.length % factsPerTurn === 0) await setImmediate();
      }
      await applyRollups(inside, counted.samples);
      await counted.counts.save(inside);
      await sharing?.announce(inside, changes);
      return changes;
    });
  }

  async function store(facts: readonly JobFact[]): Promise<Change[]> {
    for (let conflicts = 0; ; conflicts += 1) {
      try {
        const changes = await mergeAll(facts);
        for (const change of changes) if (isChanged(change)) publish(change);
        return changes;
      } catch (error) {
        if (conflicts === maxConflicts || !sharing?.isConflict(error)) throw error;
      }
    }
  }

  return {
    one: async (fact: JobFact): Promise<Change> => {
      const [change] = await inTurn(() => store([toStorable(fact)]));
      if (!change) throw new Error("A fact was stored without a change.");
      return change;
    },
    all: (facts: readonly JobFact[]): Promise<Change[]> =>
      inTurn(() => store(facts.map(toStorable))),
    /** Work that changes jobs, too, and so waits for its turn. */
    inTurn,
    /** Resolves when nothing is left to store. */
    settled: (): Promise<unknown> => last,
  };
}

type Counted = { samples: SampleChange[]; counts: CountChanges };

/** `counted` gets what the job counts for in rollups and lists, where that has changed. */
async function ingestFact(
  db: Transaction<Schema>,
  fact: JobFact,
  counted: Counted,
): Promise<Change> {
  const known = await findJob(db, fact);
  const { document, ...rest } = fact;
  const isStored =
    document !== undefined &&
    !isOvertaken(mergeJob(known ?? null, rest).job, fact) &&
    (await takesDocument(db, fact));
  const { job, changed } = mergeJob(known ?? null, isStored ? fact : rest);
  const sample = { before: known ? toSample(known) : null, after: toSample(job) };
  if (!isSameSample(sample.before, sample.after)) counted.samples.push(sample);
  counted.counts.replace(known, job);
  if (isChanged(changed)) await saveJob(db, job);
  else
    await db
      .updateTable("jobs")
      .set({ observed_at: job.observedAt })
      .where("source", "=", job.source)
      .where("id", "=", job.id)
      .execute();
  if (document && isStored) await saveDocument(db, job, document);
  const hasEnded = isTerminal(job.status) && !(known && isTerminal(known.status));
  if (isReadOf(job, fact)) await saveReadAt(db, fact);
  else if (hasEnded) await forgetRead(db, job);
  return { job, ...changed };
}

function isReadOf(job: Job, fact: JobFact): boolean {
  return fact.origin === "read" && !fact.isLagging && !isOvertaken(job, fact);
}

/** An answer that was under way while the job ended does not tell how it ended. */
function isOvertaken(job: Job, { fields }: JobFact): boolean {
  return isTerminal(job.status) && !isTerminal(fields.status ?? "unknown");
}

/** A whole read replaces an older document; a list entry or frame only stands in while there is none. */
async function takesDocument(db: Transaction<Schema>, fact: JobFact): Promise<boolean> {
  const stored = await db
    .selectFrom("documents")
    .leftJoin("job_records", (join) =>
      join
        .onRef("job_records.source", "=", "documents.source")
        .onRef("job_records.id", "=", "documents.id"),
    )
    .select("job_records.read_at")
    .where("documents.source", "=", fact.source)
    .where("documents.id", "=", fact.id)
    .executeTakeFirst();
  return (
    stored === undefined || (fact.origin === "read" && (stored.read_at ?? 0) <= fact.observedAt)
  );
}

async function saveJob(db: Transaction<Schema>, job: Job): Promise<void> {
  const row = toJobRow(job);
  const record = toRecordRow(job);
  const { source, id } = job;
  await db
    .insertInto("jobs")
    .values(row)
    .onConflict((conflict) => conflict.columns(["source", "id"]).doUpdateSet(row))
    .execute();
  await db
    .insertInto("job_records")
    .values({ source, id, ...record, read_at: null, children_read_at: null })
    .onConflict((conflict) => conflict.columns(["source", "id"]).doUpdateSet(record))
    .execute();
}

/** A job read while it ran, and ended since, was not read as it is: its results are still to come. */
async function forgetRead(db: Transaction<Schema>, { source, id }: JobRef): Promise<void> {
  await db
    .updateTable("job_records")
    .set({ read_at: null })
    .where("source", "=", source)
    .where("id", "=", id)
    .execute();
}

async function saveReadAt(db: Transaction<Schema>, fact: JobFact): Promise<void> {
  await db
    .updateTable("job_records")
    .set({ read_at: fact.observedAt })
    .where("source", "=", fact.source)
    .where("id", "=", fact.id)
    .where((where) =>
      where.or([where("read_at", "is", null), where("read_at", "<", fact.observedAt)]),
    )
    .execute();
}
