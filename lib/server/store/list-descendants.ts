import "server-only";
import { sql, type Kysely } from "kysely";
import { z } from "zod";
import type { JobRef } from "#lib/domain/job.ts";
import { toTreeNode, type TreeNode } from "#lib/domain/tree/job-tree.ts";
import { parseSummaryRow, summaryColumns } from "./rows.ts";
import type { Schema } from "./schema.ts";

export type Descendants = {
  nodes: TreeNode[];
  /** When the upstream was last asked for the children of each; absent where never. */
  childrenReadAt: ReadonlyMap<string, number>;
  cut: "levels" | "jobs" | null;
};

const parentsPerQuery = 400;
const childrenReadAt = z.object({ children_read_at: z.number().nullable() });

/** Everything below a job, a level after the other, failed ones first in each; as far as the bounds go. */
export async function listDescendants(
  db: Kysely<Schema>,
  { source, id }: JobRef,
  { levels, jobs }: { levels: number; jobs: number },
): Promise<Descendants> {
  const found = new Map<string, TreeNode>();
  const readAt = new Map<string, number>();
  const finish = (cut: Descendants["cut"]): Descendants => ({
    nodes: [...found.values()],
    childrenReadAt: readAt,
    cut,
  });
  let parents = [id];
  for (let level = 0; parents.length > 0; level++) {
    const fresh: TreeNode[] = [];
    for (let from = 0; from < parents.length; from += parentsPerQuery) {
      const some = parents.slice(from, from + parentsPerQuery);
      const room = level < levels ? jobs - found.size - fresh.length + 1 : 1;
      for (const row of await listLevel(db, source, some, room)) {
        if (row.node.id === id || found.has(row.node.id)) continue;
        fresh.push(row.node);
        if (row.childrenReadAt !== null) readAt.set(row.node.id, row.childrenReadAt);
      }
      if (found.size + fresh.length > jobs) break;
    }
    if (level === levels) return finish(fresh.length > 0 ? "levels" : null);
    for (const node of fresh.slice(0, jobs - found.size)) found.set(node.id, node);
    if (fresh.some((node) => !found.has(node.id))) return finish("jobs");
    parents = fresh.map((node) => node.id);
  }
  return finish(null);
}

async function listLevel(
  db: Kysely<Schema>,
  source: JobRef["source"],
  parents: string[],
  limit: number,
): Promise<{ node: TreeNode; childrenReadAt: number | null }[]> {
  const rows = await db
    .selectFrom("jobs")
    .leftJoin("job_records", (join) =>
      join.onRef("job_records.source", "=", "jobs.source").onRef("job_records.id", "=", "jobs.id"),
    )
    .select(summaryColumns.map((column) => `jobs.${column}` as const))
    .select("job_records.children_read_at")
    .where("jobs.source", "=", source)
    .where("jobs.parent_id", "in", parents)
    .orderBy(sql`case jobs.status when 'failed' then 0 when 'partial' then 1 else 2 end`)
    .orderBy("jobs.created_order")
    .orderBy("jobs.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    node: toTreeNode(parseSummaryRow(row)),
    childrenReadAt: childrenReadAt.parse(row).children_read_at,
  }));
}
