import "server-only";
import { Kysely, sql } from "kysely";
import { z } from "zod";
import type { JobStatus, JobSummary, SourceName } from "#lib/domain/job.ts";
import { isTerminal } from "#lib/domain/job.ts";
import { parseDatabaseUrl } from "./database-url.ts";
import { fillTexts } from "./migrations/0003-lists.ts";
import { recountJobs } from "./recount-jobs.ts";
import { toJobRow } from "./rows.ts";
import type { Schema } from "./schema.ts";

const rowsPerInsert = 100;
const insertsPerTransaction = 100;
const dayMs = 86_400_000;
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Weights in thousandths. */
const statuses: [JobStatus, number][] = [
  ["succeeded", 880],
  ["failed", 60],
  ["canceled", 30],
  ["partial", 20],
  ["unknown", 5],
  ["running", 3],
  ["queued", 2],
];
const types = [
  ...["sheet.preprocess", "overlay.chunk", "overlay.generate", "ai.detect", "ai.classify", "parse"],
  ...["export.pdf", "compare.sheets", "import.folder", "render.tile", "takeoff.measure", "mask"],
];
const codes = ["BAD_INPUT", "TIMEOUT", "OUT_OF_MEMORY", "UPSTREAM", "NOT_A_DRAWING"];

/**
 * Test data: fills an up-to-date database with jobs of the 90 days before `now`, newest last, by
 * direct insertion: without events, documents, and what other tables derive from jobs.
 */
export async function seedJobs(
  databaseUrl: string,
  { count, now, random }: { count: number; now: number; random: () => number },
): Promise<void> {
  const { dialect, types } = parseDatabaseUrl(databaseUrl).open((error) => {
    throw error;
  });
  const db = new Kysely<Schema>({ dialect });
  const restore = types.kind === "sqlite" ? await setAside(db) : null;
  const perTransaction = rowsPerInsert * insertsPerTransaction;
  for (let index = 0; index < count; index += perTransaction) {
    await db.transaction().execute(async (inside) => {
      const end = Math.min(count, index + perTransaction);
      for (let start = index; start < end; start += rowsPerInsert) {
        const length = Math.min(rowsPerInsert, end - start);
        const rows = Array.from({ length }, (_, offset) => {
          const age = (1 - (start + offset) / count) * 90 * dayMs;
          return toJobRow(buildSummary(start + offset, Math.floor(now - age), random));
        });
        await inside.insertInto("jobs").values(rows).execute();
      }
    });
  }
  await restore?.();
  await recountJobs(db);
  await db.destroy();
}

const statementRows = z.array(z.object({ type: z.string(), name: z.string(), sql: z.string() }));

/** Takes indexes and triggers away until all is inserted: that is ten times as fast. */
async function setAside(db: Kysely<Schema>): Promise<() => Promise<void>> {
  const { rows } = await sql`
    select type, name, sql from sqlite_master
    where tbl_name = 'jobs' and type in ('index', 'trigger') and sql is not null
  `.execute(db);
  const statements = statementRows.parse(rows);
  for (const { type, name } of statements)
    await sql`drop ${sql.raw(type)} ${sql.ref(name)}`.execute(db);
  return async () => {
    for (const statement of statements) await sql.raw(statement.sql).execute(db);
    await fillTexts(db);
  };
}

function buildSummary(index: number, createdAt: number, random: () => number): JobSummary {
  const pick = (length: number) => Math.floor(random() ** 2 * length);
  const status = pickStatus(random());
  const kind = pick(types.length);
  const project = pick(200);
  const queueMs = Math.floor(random() * 5_000);
  const runMs = isTerminal(status) ? Math.floor(Math.exp(6 + random() * 8)) : null;
  const startedAt = status === "queued" ? null : createdAt + queueMs;
  const finishedAt = runMs === null || startedAt === null ? null : startedAt + runMs;
  const hasError = status === "failed" || status === "partial";
  const code = codes[pick(codes.length)] ?? "UNKNOWN";
  return {
    source: pickSource(kind),
    id: `job_${Array.from({ length: 22 }, () => letters[Math.floor(random() * 32)]).join("")}`,
    type: types[kind] ?? "parse",
    status,
    rawStatus: status.toUpperCase(),
    organizationId: "org_1",
    project: project === 0 ? null : { id: `prj_${project}`, name: `Project ${project}` },
    target: random() < 0.1 ? null : { type: "Block", id: `blk_${pick(5_000)}` },
    parentId: random() < 0.7 ? null : `job_parent_${Math.floor(index / 60)}`,
    createdAt,
    startedAt,
    finishedAt,
    updatedAt: finishedAt ?? startedAt ?? createdAt,
    queueMs,
    runMs,
    progress: null,
    error: hasError ? { code, message: `Page ${index % 977} of the drawing is empty` } : null,
    cost: null,
    observedAt: finishedAt ?? createdAt,
  };
}

function pickStatus(share: number): JobStatus {
  let left = share * 1_000;
  for (const [status, weight] of statuses) {
    left -= weight;
    if (left < 0) return status;
  }
  return "succeeded";
}

function pickSource(kind: number): SourceName {
  if (kind >= 10) return "figur";
  return kind >= 8 ? "unstructured" : "bedrock";
}
