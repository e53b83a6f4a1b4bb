import { setImmediate } from "node:timers/promises";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { openStore, type Store } from "#lib/server/store/open-store.ts";
import { seedJobs } from "#lib/server/store/seed-jobs.ts";
import { onFilledDatabase } from "./filled-database.ts";
import { texts, toPairs, toSingles } from "./list-filters.ts";
import { createRandom } from "./random.ts";
import { formatMs, formatTarget, summarize } from "./summarize.ts";

const sizes = [10_000, 100_000, 1_000_000];
const runs = 40;
const pairRuns = 5;
/** Before the rest: a server has been up for longer than its compiler takes. */
const warmUpRuns = 15;
const shownPairs = 8;
const now = Date.UTC(2026, 0, 1);

/** The hundredth page is read by the cursor of the one before it. */
const pageOfInterest = 100;

type Row = { name: string; p50: number; p95: number; blockedMs: number };
type Measured = { size: number; singles: Row[]; others: Row[]; pairs: Row[] };

/**
 * Lists with their counts, of the same shape of store at 10,000, 100,000 and a million jobs (`BENCH_JOBS` is the
 * most), on SQLite.
 */
export async function benchList(): Promise<string[]> {
  const most = Number(process.env["BENCH_JOBS"] ?? sizes.at(-1));
  const measured: Measured[] = [];
  for (const size of sizes.filter((each) => each <= most))
    measured.push(await onFilledDatabase(`list-${size}`, toFill(size), (url) => run(url, size)));
  return report(measured);
}

const toFill = (count: number) => async (url: string) => {
  await (await openStore(url)).close();
  await seedJobs(url, { count, now, random: createRandom(1) });
};

async function run(url: string, size: number): Promise<Measured> {
  const store = await openStore(url);
  try {
    await timeLists(store, { ...toSingles(now), ...texts }, warmUpRuns);
    const singles = await timeLists(store, toSingles(now), runs);
    const others = [...(await timeLists(store, texts, runs)), ...(await timeOthers(store))];
    return { size, singles, others, pairs: await timeLists(store, toPairs(now), pairRuns) };
  } finally {
    await store.close();
  }
}

async function timeLists(
  store: Store,
  filters: Record<string, ListFilter>,
  times: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, filter] of Object.entries(filters))
    rows.push(await time(name, times, () => store.listJobs(filter)));
  return rows;
}

async function timeOthers(store: Store): Promise<Row[]> {
  let cursor = "";
  for (let page = 1; page < pageOfInterest; page += 1)
    cursor = (await store.listJobs(cursor === "" ? {} : { cursor })).next ?? "";
  const prefix = (await store.listJobs({})).jobs[0]?.id.slice(0, 12) ?? "";
  return [
    await time(`page ${pageOfInterest}`, runs, () => store.listJobs({ cursor })),
    await time("beginning of an ID", runs, () => store.findByIdPrefix(prefix, 20)),
  ];
}

async function time(name: string, times: number, read: () => Promise<unknown>): Promise<Row> {
  await read();
  const tookMs: number[] = [];
  let blockedMs = 0;
  for (let index = 0; index < times; index += 1) {
    const startedAt = performance.now();
    const turns = { last: startedAt, longest: 0, isDone: false };
    const watching = watchTurns(turns);
    await read();
    tookMs.push(performance.now() - startedAt);
    turns.isDone = true;
    await watching;
    blockedMs = Math.max(blockedMs, turns.longest);
  }
  const { median, p95 } = summarize(tookMs);
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

function report(measured: Measured[]): string[] {
  const last = measured.at(-1);
  if (!last) return [`no store of at most ${process.env["BENCH_JOBS"]} jobs`];
  const worstPairs = last.pairs.toSorted((a, b) => b.p95 - a.p95).slice(0, shownPairs);
  const shown = [...last.singles, ...last.others, ...worstPairs];
  const growths = shown.map((row) => toGrowth(row, measured[0]));
  const blocked = [...last.singles, ...last.others, ...last.pairs].toSorted(
    (a, b) => b.blockedMs - a.blockedMs,
  )[0];
  return [
    `p50 / p95 in ms at ${measured.map(({ size }) => size.toLocaleString("en")).join(", ")} jobs, counts included; growth of p50 from first to last`,
    ...shown.map((row, at) => toLine(row, measured, growths[at] ?? 1)),
    ...measured.map((each) => describeWorst(each)),
    `worst of ${last.pairs.length} pairs: ${worstPairs[0]?.name}, p95 ${formatMs(worstPairs[0]?.p95 ?? 0)}`,
    `growth of page 1 with a filter: at most ${describeGrowth(last.singles, growths)}`,
    `longest hold of the event loop: ${formatMs(blocked?.blockedMs ?? 0)} (${blocked?.name}), ${formatTarget(blocked?.blockedMs ?? 0, 50)}`,
  ];
}

function toLine({ name, blockedMs }: Row, measured: Measured[], growth: number): string {
  const cells = measured.map((each) => {
    const row = findRow(each, name);
    return row ? `${row.p50.toFixed(2).padStart(7)} / ${row.p95.toFixed(2).padStart(7)}` : "–";
  });
  return `${name.padEnd(42)} ${cells.join("  ")}  ${growth.toFixed(1).padStart(5)} ×  blocks ${formatMs(blockedMs)}`;
}

function findRow({ singles, others, pairs }: Measured, name: string): Row | undefined {
  return [...singles, ...others, ...pairs].find((row) => row.name === name);
}

function toGrowth({ name, p50 }: Row, first: Measured | undefined): number {
  const before = first && findRow(first, name);
  return before ? p50 / before.p50 : 1;
}

function describeWorst({ size, singles }: Measured): string {
  const worst = singles.toSorted((a, b) => b.p95 - a.p95)[0];
  const limit = size <= 100_000 ? 5 : 20;
  return `page 1 with a filter at ${size.toLocaleString("en")}: worst p95 ${formatMs(worst?.p95 ?? 0)} (${worst?.name}), ${formatTarget(worst?.p95 ?? 0, limit)}`;
}

function describeGrowth(singles: Row[], growths: number[]): string {
  const most = Math.max(...growths.slice(0, singles.length));
  return `${most.toFixed(1)} × (${singles[growths.indexOf(most)]?.name}), ${formatTarget(most, 4, "×")}`;
}
