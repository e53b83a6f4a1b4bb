import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { openStore, type Store } from "#lib/server/store/open-store.ts";
import { seedJobs } from "#lib/server/store/seed-jobs.ts";
import { createRandom } from "./random.ts";
import { formatMs, formatTarget, summarize } from "./summarize.ts";

const sizes = [10_000, 100_000, 1_000_000] as const;
const runs = 40;
const now = Date.UTC(2026, 0, 1);
const hourMs = 3_600_000;
const only = <T>(...include: T[]) => ({ include, exclude: [] });
const not = <T>(...exclude: T[]) => ({ include: [], exclude });

/** The hundredth page is read by the cursor of the one before it. */
const pageOfInterest = 100;

const filters: Record<string, ListFilter> = {
  "page 1": {},
  status: { status: only("failed" as const) },
  "two statuses": { status: only("running" as const, "queued" as const) },
  "not a status": { status: not("succeeded" as const) },
  source: { source: only("figur" as const) },
  type: { type: only("mask") },
  "not a type": { type: not("sheet.preprocess") },
  project: { project: only("prj_42") },
  "no project": { project: only(null) },
  target: { target: only("blk_4000") },
  parent: { parent: only("job_parent_77") },
  created: { created: { after: now - 24 * hourMs } },
  "created long ago": { created: { before: now - 80 * 24 * hourMs } },
  ended: { ended: { after: now - hourMs } },
  "ended long ago": { ended: { before: now - 80 * 24 * hourMs } },
  duration: { minDurationMs: 1_000_000 },
  "by end": { sort: { by: "ended", descending: true } },
  "longest first": { sort: { by: "duration", descending: true } },
  "failed by end": { status: only("failed" as const), sort: { by: "ended", descending: true } },
};

const pairs: Record<string, ListFilter> = {
  "status + type": { status: only("failed" as const), type: only("mask") },
  "status + project": { status: only("failed" as const), project: only("prj_150") },
  "type + project": { type: only("mask"), project: only("prj_199") },
  "type + target": { type: only("mask"), target: only("blk_4900") },
  "status + duration": { status: only("canceled" as const), minDurationMs: 1_100_000 },
  "type + ended long ago": { type: only("mask"), ended: { before: now - 80 * 24 * hourMs } },
  "status + short": { status: only("failed" as const), maxDurationMs: 410 },
  "project, longest first": {
    project: only("prj_42"),
    sort: { by: "duration", descending: true },
  },
};

const texts: Record<string, ListFilter> = {
  "text of an error": { q: "drawing is empty" },
  "text of some errors": { q: "Page 471 of" },
  "text of a code": { q: "not_a_draw" },
  "text of a type": { q: "takeoff" },
  "text inside an ID": { q: "QXZ7" },
  "text nowhere": { q: "nothing like it" },
  "text nowhere, known letters": { q: "job_ZZZZZZZZ" },
};

type Row = { name: string; p50: number; p95: number; blockedMs: number };

/** Lists of the same shape of store at 10,000, 100,000 and a million jobs, on SQLite. */
export async function benchList(): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-list-"));
  try {
    const measured = new Map<number, Map<string, Row>>();
    for (const size of sizes) {
      const url = `file:${path.join(folder, `${size}.db`)}`;
      await (await openStore(url)).close();
      await seedJobs(url, { count: size, now, random: createRandom(1) });
      const store = await openStore(url);
      measured.set(size, await measure(store));
      await store.close();
    }
    return report(measured);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(store: Store): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (const [name, filter] of Object.entries({ ...filters, ...pairs, ...texts }))
    rows.set(name, await time(name, () => store.listJobs(filter)));
  let cursor = "";
  for (let page = 1; page < pageOfInterest; page += 1)
    cursor = (await store.listJobs(cursor === "" ? {} : { cursor })).next ?? "";
  rows.set("page 100", await time("page 100", () => store.listJobs({ cursor })));
  const prefix = (await store.listJobs({})).jobs[0]?.id.slice(0, 12) ?? "";
  rows.set("ID prefix", await time("ID prefix", () => store.findByIdPrefix(prefix, 20)));
  return rows;
}

async function time(name: string, run: () => Promise<unknown>): Promise<Row> {
  for (const _ of [1, 2, 3]) await run();
  const times: number[] = [];
  let blockedMs = 0;
  for (let index = 0; index < runs; index += 1) {
    const startedAt = performance.now();
    const turns = { last: startedAt, longest: 0, isDone: false };
    const watching = watchTurns(turns);
    await run();
    times.push(performance.now() - startedAt);
    turns.isDone = true;
    await watching;
    blockedMs = Math.max(blockedMs, turns.longest);
  }
  const { median, p95 } = summarize(times);
  return { name, p50: median, p95, blockedMs };
}

/** The longest that the event loop did nothing else. */
async function watchTurns(turns: { last: number; longest: number; isDone: boolean }) {
  while (!turns.isDone) {
    await setImmediate();
    const now = performance.now();
    turns.longest = Math.max(turns.longest, now - turns.last);
    turns.last = now;
  }
}

function report(measured: Map<number, Map<string, Row>>): string[] {
  const [few, more, most] = sizes.map((size) => measured.get(size) ?? new Map<string, Row>());
  const lines = Array.from(most?.values() ?? [], ({ name, p50, p95, blockedMs }) => {
    const cells = [few, more].map((rows) => rows?.get(name)).map((row) => toCell(row));
    const growth = p50 / (few?.get(name)?.p50 ?? p50);
    return `${name.padEnd(28)} ${cells.join("  ")}  ${toCell({ name, p50, p95, blockedMs })}  ${growth.toFixed(1).padStart(5)} ×  blocks ${formatMs(blockedMs)}`;
  });
  const worst = (rows: Map<string, Row> | undefined, names: string[]) =>
    Math.max(...names.map((name) => rows?.get(name)?.p95 ?? 0));
  const single = Object.keys(filters);
  const blocked = Math.max(...Array.from(most?.values() ?? [], (row) => row.blockedMs));
  return [
    `p50 / p95 in ms at ${sizes.join(", ")} jobs; growth of p50 from first to last`,
    ...lines,
    `page 1 with a filter at 100,000: worst p95 ${formatMs(worst(more, single))}, ${formatTarget(worst(more, single), 5)}`,
    `page 1 with a filter at 1,000,000: worst p95 ${formatMs(worst(most, single))}, ${formatTarget(worst(most, single), 20)}`,
    `worst pair at 1,000,000: p95 ${formatMs(worst(most, Object.keys(pairs)))}`,
    `longest hold of the event loop: ${formatMs(blocked)}, ${formatTarget(blocked, 50)}`,
  ];
}

function toCell(row: Row | undefined): string {
  return row ? `${row.p50.toFixed(2).padStart(7)} / ${row.p95.toFixed(2).padStart(7)}` : "–";
}
