import "server-only";
import { type Kysely, type RawBuilder, sql } from "kysely";

/** Counts all jobs anew. */
export async function recountJobs<S>(db: Kysely<S>): Promise<void> {
  await sql`delete from job_counts`.execute(db);
  await sql`delete from job_totals`.execute(db);
  await sql`
    insert into job_counts (source, type, project_id, status, jobs)
    select source, type, coalesce(project_id, ''), status, count(*) from jobs
    group by source, type, coalesce(project_id, ''), status
  `.execute(db);
  const values: Record<string, RawBuilder<unknown>> = {
    all: sql`''`,
    source: sql`source`,
    type: sql`type`,
    project: sql`project_id`,
  };
  for (const [dimension, value] of Object.entries(values))
    await sql`
      insert into job_totals (dimension, value, status, jobs)
      select ${sql.lit(dimension)}, value, status, sum(jobs)
      from (select ${value} as value, status, jobs from job_counts) as cells group by value, status
    `.execute(db);
}
