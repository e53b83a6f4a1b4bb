import "server-only";
import type { Kysely } from "kysely";
import type { SlotRun } from "#lib/domain/durations/rollup-level.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import type { Schema } from "../schema.ts";
import * as ended from "./ended-jobs.ts";
import { countFailures, readRollups } from "./read-rollups.ts";
import type { FailureCount, Rollup, RollupFilter } from "./read-rollups.ts";
import { rebuildRollups } from "./rebuild-rollups.ts";

/** How long jobs took and how they ended, without reading the jobs. */
export type DurationStore = {
  /** What `read` reads is of one moment. On SQLite everybody else waits for it: what it calls of the store itself, for ever. */
  atOneMoment<T>(read: (durations: MomentReads) => Promise<T>): Promise<T>;
  /** Those of the runs' slots in which jobs ended; of a breakdown's parts the `maxParts` that had the most. */
  read(
    filter: RollupFilter,
    runs: readonly SlotRun[],
    breakdown?: { by: "type" | "project"; maxParts: number },
  ): Promise<Rollup[]>;
  /** How often each kind of failure occurred, the most frequent first. */
  countFailures(filter: RollupFilter, runs: readonly SlotRun[]): Promise<FailureCount[]>;
  /** Longest first. The filter must say when they ended. */
  listSlowest(
    filter: ListFilter,
    options: { minRunMs: number; limit: number },
  ): Promise<JobSummary[]>;
  /** The latest first. */
  listLastEnded(
    filter: ListFilter,
    options: { since: number; limit: number },
  ): Promise<JobSummary[]>;
  /** The latest first. */
  listFailed(
    filter: ListFilter,
    options: { fingerprint: string; limit: number },
  ): Promise<JobSummary[]>;
  /** The jobs that wait now: how many, and those that were created first. */
  listWaiting(
    filter: ListFilter,
    options: { limit: number },
  ): Promise<{ total: number; oldest: JobSummary[] }>;
  findFailureSpan(fingerprint: string): Promise<{ firstAt: number; lastAt: number }>;
  findProjectName(projectId: string): Promise<string | null>;
  /** Counts every job anew. Answers how many there were. */
  rebuild(): Promise<number>;
};

export type MomentReads = Pick<DurationStore, "read" | "listLastEnded">;

export function createDurationStore(db: Kysely<Schema>): DurationStore {
  return {
    atOneMoment: (read) =>
      db
        .transaction()
        .setIsolationLevel("repeatable read")
        .setAccessMode("read only")
        .execute((inside) => read(createMomentReads(inside))),
    ...createMomentReads(db),
    countFailures: (filter, runs) => countFailures(db, filter, runs),
    listSlowest: (filter, options) => ended.listSlowest(db, filter, options),
    listFailed: (filter, options) => ended.listFailed(db, filter, options),
    listWaiting: (filter, { limit }) => ended.listWaiting(db, filter, limit),
    findFailureSpan: (fingerprint) => ended.findFailureSpan(db, fingerprint),
    findProjectName: (projectId) => ended.findProjectName(db, projectId),
    rebuild: () => rebuildRollups(db),
  };
}

function createMomentReads(db: Kysely<Schema>): MomentReads {
  return {
    read: (filter, runs, breakdown) => readRollups(db, filter, runs, breakdown),
    listLastEnded: (filter, options) => ended.listLastEnded(db, filter, options),
  };
}
