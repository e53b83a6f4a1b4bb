import "server-only";
import { sql, type SqlBool, type Transaction } from "kysely";
import {
  addDuration,
  clearHistogram,
  createHistogram,
  type Histogram,
} from "#lib/domain/durations/histogram.ts";
import { addBytes, toBytes } from "#lib/domain/durations/histogram-code.ts";
import { metrics, type JobSample, type Metric } from "#lib/domain/durations/job-sample.ts";
import { rollupLevels } from "#lib/domain/durations/rollup-level.ts";
import type { RollupsTable, Schema } from "../schema.ts";
import { findGroupIds } from "./group-ids.ts";
import { groupSpan, toGroupId, toGroupName, toGroups, toSlot } from "./rollup-key.ts";
import type { RollupGroup } from "./rollup-key.ts";
import { toChunks } from "./to-chunks.ts";

/** What a job counted for before a fact, and what it counts for after it. */
export type SampleChange = { before: JobSample | null; after: JobSample | null };

type Cell = { jobs: number; lengths: { metric: Metric; ms: number; times: number }[] };
type Cells = Map<string, { group: RollupGroup; slots: Map<number, Cell> }>;

const scratch: Record<Metric, Histogram> = {
  wait: createHistogram(),
  run: createHistogram(),
  total: createHistogram(),
};

/**
 * Takes away what the jobs counted for and adds what they count for now, in the transaction that stores
 * them. What a job counts for follows from its row alone, so nothing else needs to be remembered.
 */
export async function applyRollups(
  db: Transaction<Schema>,
  changes: readonly SampleChange[],
): Promise<void> {
  const cells: Cells = new Map();
  for (const { before, after } of changes) {
    if (before) gather(cells, before, -1);
    if (after) gather(cells, after, 1);
  }
  if (cells.size === 0) return;
  const ids = await findGroupIds(
    db,
    new Map(Array.from(cells, ([name, { group }]) => [name, group])),
  );
  const byKey = new Map<number, Cell>();
  for (const [name, { slots }] of cells) {
    const id = ids.get(name) ?? 0;
    for (const [slot, cell] of slots) byKey.set(id * groupSpan + slot, cell);
  }
  const emptied = new Set<number>();
  for (const chunk of toChunks([...byKey]))
    for (const key of await applyChunk(db, chunk)) emptied.add(toGroupId(key));
  await forgetEmptyGroups(db, [...emptied]);
}

function gather(cells: Cells, sample: JobSample, times: 1 | -1): void {
  for (const group of toGroups(sample)) {
    const name = toGroupName(group);
    const entry = cells.get(name) ?? { group, slots: new Map<number, Cell>() };
    cells.set(name, entry);
    for (const level of rollupLevels) {
      const slot = toSlot(level, sample.endedAt);
      const cell = entry.slots.get(slot) ?? { jobs: 0, lengths: [] };
      entry.slots.set(slot, cell);
      cell.jobs += times;
      if (group.fingerprint !== null) continue;
      for (const metric of metrics) {
        const ms = sample.durations[metric];
        if (ms !== null) cell.lengths.push({ metric, ms, times });
      }
    }
  }
}

/** Answers the keys under which nothing is counted any more. */
async function applyChunk(
  db: Transaction<Schema>,
  chunk: (readonly [number, Cell])[],
): Promise<number[]> {
  const keys = chunk.map(([key]) => key);
  const known = await db.selectFrom("rollups").selectAll().where("key", "in", keys).execute();
  const byKey = new Map(known.map((row) => [row.key, row]));
  const rows = chunk.map(([key, cell]) => toRow(key, cell, byKey.get(key)));
  const empty = rows.filter(({ jobs }) => jobs === 0).map(({ key }) => key);
  for (const some of toChunks(empty))
    await db.deleteFrom("rollups").where("key", "in", some).execute();
  for (const some of toChunks(rows.filter(({ jobs }) => jobs !== 0)))
    await db
      .insertInto("rollups")
      .values(some)
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet(({ ref }) => ({
          jobs: ref("excluded.jobs"),
          wait: ref("excluded.wait"),
          run: ref("excluded.run"),
          total: ref("excluded.total"),
        })),
      )
      .execute();
  return empty;
}

/** The text of a failure goes with the last job that failed so. */
async function forgetEmptyGroups(db: Transaction<Schema>, ids: readonly number[]): Promise<void> {
  const first = sql`rollup_groups.id * ${sql.lit(groupSpan)}`;
  const isEmpty = sql<SqlBool>`not exists (
    select 1 from rollups where key >= ${first} and key < ${first} + ${sql.lit(groupSpan)}
  )`;
  for (const some of toChunks(ids))
    await db.deleteFrom("rollup_groups").where("id", "in", some).where(isEmpty).execute();
}

function toRow(
  key: number,
  { jobs, lengths }: Cell,
  known: RollupsTable | undefined,
): RollupsTable {
  for (const metric of metrics) {
    clearHistogram(scratch[metric]);
    if (known) addBytes(scratch[metric], known[metric]);
  }
  for (const { metric, ms, times } of lengths) addDuration(scratch[metric], ms, times);
  const [wait, run, total] = [scratch.wait, scratch.run, scratch.total].map(toBytes);
  const none = new Uint8Array();
  return {
    key,
    jobs: (known?.jobs ?? 0) + jobs,
    wait: wait ?? none,
    run: run ?? none,
    total: total ?? none,
  };
}
