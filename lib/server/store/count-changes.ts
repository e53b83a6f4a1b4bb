import "server-only";
import { sql, type Transaction } from "kysely";
import type { JobStatus, JobSummary } from "#lib/domain/job.ts";
import type { Cell } from "./job-counts.ts";
import type { Schema } from "./schema.ts";

type Counted = Pick<JobSummary, "source" | "type" | "project" | "status">;

/** Gathers what a transaction does to the counts, to be saved at its end: the counts are everybody's. */
export function createCountChanges() {
  const changes = new Map<string, Cell>();

  function add({ source, type, project, status }: Counted, jobs: number) {
    const project_id = project?.id ?? "";
    const key = JSON.stringify([project_id, type, status, source]);
    const cell = changes.get(key) ?? { source, type, project_id, status, jobs: 0 };
    changes.set(key, { ...cell, jobs: cell.jobs + jobs });
  }

  return {
    replace(before: Counted | undefined, after: Counted | undefined): void {
      if (before) add(before, -1);
      if (after) add(after, 1);
    },
    async save(db: Transaction<Schema>): Promise<void> {
      // Everybody saves in the same order, so that nobody waits in a circle.
      const cells = Array.from(changes)
        .filter(([, { jobs }]) => jobs !== 0)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, cell]) => cell);
      for (const cell of cells) await saveCell(db, cell);
      for (const total of toTotals(cells)) await saveTotal(db, total);
    },
  };
}
export type CountChanges = ReturnType<typeof createCountChanges>;

type Total = { dimension: string; value: string; status: JobStatus; jobs: number };

function toTotals(cells: Cell[]): Total[] {
  const totals = new Map<string, Total>();
  for (const { source, type, project_id: project, status, jobs } of cells) {
    for (const [dimension, value] of Object.entries({ all: "", source, type, project })) {
      const key = JSON.stringify([dimension, value, status]);
      const before = totals.get(key)?.jobs ?? 0;
      totals.set(key, { dimension, value, status, jobs: before + jobs });
    }
  }
  return Array.from(totals)
    .filter(([, { jobs }]) => jobs !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, total]) => total);
}

async function saveCell(db: Transaction<Schema>, cell: Cell): Promise<void> {
  const key = ["project_id", "type", "status", "source"] as const;
  await db
    .insertInto("job_counts")
    .values(cell)
    .onConflict((conflict) =>
      conflict.columns(key).doUpdateSet({ jobs: sql<number>`job_counts.jobs + excluded.jobs` }),
    )
    .execute();
  if (cell.jobs > 0) return;
  let emptied = db.deleteFrom("job_counts").where("jobs", "<=", 0);
  for (const column of key) emptied = emptied.where(column, "=", cell[column]);
  await emptied.execute();
}

async function saveTotal(db: Transaction<Schema>, total: Total): Promise<void> {
  await db
    .insertInto("job_totals")
    .values(total)
    .onConflict((conflict) =>
      conflict
        .columns(["dimension", "value", "status"])
        .doUpdateSet({ jobs: sql<number>`job_totals.jobs + excluded.jobs` }),
    )
    .execute();
}
