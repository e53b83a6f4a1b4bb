import "server-only";
import { type Kysely, sql, type SqlBool } from "kysely";
import type { Outcome } from "#lib/domain/durations/job-sample.ts";
import type { SlotRun } from "#lib/domain/durations/rollup-level.ts";
import type { SourceName } from "#lib/domain/job.ts";
import type { ListFilter, Selection } from "#lib/domain/list-filter.ts";
import { allOf, toSelection } from "../list/conditions.ts";
import type { Schema } from "../schema.ts";
import { groupSpan, toGroupId, toSlotRange, toSlotStart, type Grouping } from "./rollup-key.ts";

/** The conditions that rollups know. */
export type RollupFilter = Pick<ListFilter, "source" | "type" | "project" | "status">;

/** The jobs of one group and slot. The lengths are encoded histograms. */
export type Rollup = {
  startAt: number;
  source: SourceName;
  type: string | null;
  project: string | null;
  outcome: Outcome;
  jobs: number;
  lengths: { wait: Uint8Array; run: Uint8Array; total: Uint8Array };
};

export type Breakdown = "type" | "project" | null;

/** The coarsest grouping that tells apart what the filter asks for and what is broken down. */
export function toGrouping({ type, project }: RollupFilter, by: Breakdown): Grouping {
  const [isByType, isByProject] = [
    by === "type" || isAsked(type),
    by === "project" || isAsked(project),
  ];
  if (isByType) return isByProject ? "stp" : "st";
  return isByProject ? "sp" : "s";
}

/** Those of the runs' slots in which jobs ended; of a breakdown's parts the `maxParts` that had the most jobs. */
export async function readRollups(
  db: Kysely<Schema>,
  filter: RollupFilter,
  runs: readonly SlotRun[],
  breakdown?: { by: "type" | "project"; maxParts: number },
): Promise<Rollup[]> {
  const by = breakdown?.by ?? null;
  const groups = await selectGroups(db, filter, by)
    .where("fingerprint", "is", null)
    .select(["id", "source", "type", "project_id", "outcome"])
    .execute();
  const parts = groups.map((group) => ({ ...group, part: toPart(group, by) }));
  const kept = breakdown && (await listLargest(db, parts, runs, breakdown.maxParts));
  const byId = new Map(
    parts.filter(({ part }) => !kept || kept.has(part)).map((group) => [group.id, group]),
  );
  const found: Rollup[] = [];
  for (const run of runs) {
    let query = selectGroups(db, filter, by)
      .where("fingerprint", "is", null)
      .innerJoin("rollups", (join) => join.on(isWithin(run)))
      .select(["key", "jobs", "wait", "run", "total"]);
    if (byId.size < groups.length) query = query.where("id", "in", [0, ...byId.keys()]);
    for (const { key, jobs, wait, run: ran, total } of await query.execute()) {
      const group = byId.get(toGroupId(key));
      if (!group) continue;
      const { source, type, project_id: project, outcome } = group;
      const lengths = { wait, run: ran, total };
      found.push({ startAt: toSlotStart(key), source, type, project, outcome, jobs, lengths });
    }
  }
  return found;
}

type Part = { id: number; part: string };

function toPart(
  group: { source: SourceName; type: string | null; project_id: string | null },
  by: Breakdown,
): string {
  return JSON.stringify([group.source, by === "type" ? group.type : group.project_id]);
}

/** So that a thousand projects cost no more than their counts. */
async function listLargest(
  db: Kysely<Schema>,
  parts: readonly Part[],
  runs: readonly SlotRun[],
  maxParts: number,
): Promise<Set<string> | undefined> {
  if (new Set(parts.map(({ part }) => part)).size <= maxParts) return undefined;
  const partOf = new Map(parts.map(({ id, part }) => [id, part]));
  const counts = new Map<string, number>();
  for (const run of runs) {
    const rows = await db
      .selectFrom("rollup_groups")
      .innerJoin("rollups", (join) => join.on(isWithin(run)))
      .where("id", "in", [...partOf.keys()])
      .select(["id", ({ fn }) => fn.sum<number | string>("jobs").as("jobs")])
      .groupBy("id")
      .execute();
    for (const { id, jobs } of rows) {
      const part = partOf.get(id) ?? "";
      counts.set(part, (counts.get(part) ?? 0) + Number(jobs));
    }
  }
  const largest = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, maxParts);
  return new Set(largest.map(([part]) => part));
}

export type FailureCount = { fingerprint: string; jobs: number };

/** How often each kind of failure occurred in the runs' slots, the most frequent first. */
export async function countFailures(
  db: Kysely<Schema>,
  filter: RollupFilter,
  runs: readonly SlotRun[],
): Promise<FailureCount[]> {
  const counts = new Map<string, number>();
  for (const run of runs) {
    const rows = await selectGroups(db, filter, null)
      .where("fingerprint", "is not", null)
      .innerJoin("rollups", (join) => join.on(isWithin(run)))
      .select(["fingerprint", ({ fn }) => fn.sum<number | string>("jobs").as("jobs")])
      .groupBy("fingerprint")
      .execute();
    for (const { fingerprint, jobs } of rows)
      if (fingerprint !== null)
        counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + Number(jobs));
  }
  return Array.from(counts, ([fingerprint, jobs]) => ({ fingerprint, jobs })).toSorted(
    (a, b) => b.jobs - a.jobs || (a.fingerprint < b.fingerprint ? -1 : 1),
  );
}

function isWithin(run: SlotRun) {
  const { from, to } = toSlotRange(run);
  const first = sql`rollup_groups.id * ${sql.lit(groupSpan)}`;
  return sql<SqlBool>`rollups.key >= ${first} + ${from} and rollups.key < ${first} + ${to}`;
}

function selectGroups(db: Kysely<Schema>, filter: RollupFilter, by: Breakdown) {
  return db
    .selectFrom("rollup_groups")
    .where("grouping", "=", toGrouping(filter, by))
    .where(
      allOf([
        ...toSelection(sql.ref("rollup_groups.source"), filter.source),
        ...toSelection(sql.ref("rollup_groups.type"), filter.type),
        ...toSelection(sql.ref("rollup_groups.project_id"), filter.project),
        ...toSelection(sql.ref("rollup_groups.outcome"), filter.status),
      ]),
    );
}

function isAsked(selection: Selection<unknown> | undefined): boolean {
  return selection !== undefined && selection.include.length + selection.exclude.length > 0;
}
