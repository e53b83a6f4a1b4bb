import Database from "better-sqlite3";
import { defaultLastRange, toChartRange } from "#lib/domain/durations/chart-range.ts";
import { percentiles } from "#lib/domain/durations/durations-report.ts";
import { levelMs } from "#lib/domain/durations/rollup-level.ts";
import { getDurations } from "#lib/server/jobs/get-durations.ts";
import { openStore, type Store } from "#lib/server/store/open-store.ts";
import { insertJobs } from "#lib/server/store/insert-jobs.ts";
import { onFilledDatabase } from "./filled-database.ts";
import { toSyntheticJobs } from "./synthetic-jobs.ts";
import { formatMs, formatSummary, formatTarget, summarize } from "./summarize.ts";

const yearMs = 52 * levelMs.week;
const rounds = 100;
/** Before them: a server has been up for longer than its compiler takes. */
const warmUpRounds = 40;
const limitMs = 50;
const growthLimit = 3;
const defaultSize = 1_000_000;

/** The whole data of the page over a year: at 10,000 jobs and at a million (`BENCH_JOBS`), beside exact SQL percentiles. */
export async function benchDurations(): Promise<string[]> {
  const size = Number(process.env["BENCH_JOBS"] ?? defaultSize);
  const small = await measure(Math.min(10_000, size));
  const large = await measure(size);
  return [
    ...small.lines,
    ...large.lines,
    `growth from ${small.size} to ${large.size} jobs: ${(large.p95 / small.p95).toFixed(1)} × at p95, ${formatTarget(large.p95 / small.p95, growthLimit, "×")}`,
  ];
}

async function measure(size: number): Promise<{ size: number; p95: number; lines: string[] }> {
  let counted = "was counted before";
  const fill = async (url: string) => {
    const store = await openStore(url);
    await insertJobs(url, toSyntheticJobs(size, Date.now()));
    const startedAt = performance.now();
    await store.durations.rebuild();
    const perSecond = Math.round(size / ((performance.now() - startedAt) / 1_000));
    counted = `counted anew at ${perSecond} a second`;
    await store.close();
  };
  return await onFilledDatabase(`durations-${size}`, fill, async (url) => {
    const store = await openStore(url);
    const now = Date.now();
    const year = await timePage(store, now, "52w");
    const week = await timePage(store, now, defaultLastRange);
    await store.close();
    const exact = timeExact(toFile(url), now - yearMs);
    return {
      size,
      p95: year.p95,
      lines: [
        `${size} jobs, ${counted}`,
        `  the page over a year: ${formatSummary(year)}, ${formatTarget(year.p95, limitMs)}`,
        `  the page over ${defaultLastRange}: ${formatSummary(week)}, ${formatTarget(week.p95, limitMs)}`,
        `  exact percentiles of the running time by SQL: ${formatMs(exact)}, for one number of one chart`,
      ],
    };
  });
}

const toFile = (url: string) => url.replace(/^file:/, "");

async function timePage(store: Store, now: number, last: "52w" | typeof defaultLastRange) {
  const times: number[] = [];
  for (let round = 0; round < rounds + warmUpRounds; round += 1) {
    const range = toChartRange(last, now);
    if (!range) throw new Error("There is no range.");
    const startedAt = performance.now();
    await getDurations(
      { store, sources: new Map() },
      { filter: {}, range: last, ignored: [] },
      range,
      now,
    );
    if (round >= warmUpRounds) times.push(performance.now() - startedAt);
  }
  return summarize(times);
}

/** What the same four percentiles cost when the database sorts the jobs: one chart's total, no series, no breakdown. */
function timeExact(file: string, since: number): number {
  const database = new Database(file, { readonly: true });
  const startedAt = performance.now();
  const rank = database.prepare(
    "select run_ms from jobs where finished_at >= ? and run_ms is not null order by run_ms limit 1 offset ?",
  );
  const { count } = countSchema(
    database.prepare("select count(run_ms) as count from jobs where finished_at >= ?").get(since),
  );
  for (const share of Object.values(percentiles)) rank.get(since, Math.ceil(share * count) - 1);
  const elapsedMs = performance.now() - startedAt;
  database.close();
  return elapsedMs;
}

function countSchema(row: unknown): { count: number } {
  const count = typeof row === "object" && row !== null && "count" in row ? row.count : 0;
  return { count: Number(count) };
}
