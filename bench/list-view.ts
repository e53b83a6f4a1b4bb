import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { seedJobs } from "#lib/server/store/seed-jobs.ts";
import { launchChromium, screen } from "./launch-chromium.ts";
import { createRandom } from "./random.ts";
import { startGantry } from "./start-gantry.ts";
import { startScriptless } from "./start-scriptless.ts";
import { formatRatio, formatSpread, formatTarget, summarize } from "./summarize.ts";

const rounds = 5;
const jobs = 10_500;
const scrolledRows = 10_000;
const rowHeight = 38;
const scrollLimitMs = 120_000;

/**
 * The list by its URL with an empty cache: when its rows are painted, beside the same HTML as a file without
 * scripts. Then ten thousand rows scrolled, each page fetched on the way.
 */
export async function benchListView(): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-list-"));
  const databaseUrl = `file:${path.join(folder, "gantry.db")}`;
  await seedJobs(databaseUrl, { count: jobs, now: Date.now(), random: createRandom(1) });
  const gantry = await startGantry({ DATABASE_URL: databaseUrl });
  const browser = await launchChromium();
  try {
    const url = `${gantry.url}/jobs`;
    const bare = await startScriptless(url);
    const [ours, floor]: [number[], number[]] = [[], []];
    for (const round of Array.from({ length: rounds + 1 }).keys()) {
      const seen = [await view(browser, url), await view(browser, bare.url)] as const;
      if (round === 0) continue;
      ours.push(seen[0]);
      floor.push(seen[1]);
    }
    await bare.close();
    const [rows, bareRows] = [summarize(ours), summarize(floor)];
    return [
      `rows visible ${formatSpread(rows)}, ${formatRatio(rows.median, bareRows.median)} of ${formatSpread(bareRows)} without scripts, ${formatTarget(rows.median, 200)}`,
      ...(await scroll(browser, url)),
    ];
  } finally {
    await browser.close();
    await gantry.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Navigation start to the paint of the table's first row. */
async function view(browser: Browser, url: string): Promise<number> {
  const page = await openPage(browser);
  await page.addInitScript(() => {
    const markRow = new MutationObserver(() => {
      const row = document.querySelector("main tbody tr td:nth-child(2) span");
      if (!row) return;
      row.setAttribute("elementtiming", "row");
      markRow.disconnect();
    });
    markRow.observe(document, { childList: true, subtree: true });
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries())
        performance.measure("row", { start: startTime, duration: 0 });
    }).observe({ type: "element", buffered: true });
  });
  await page.goto(url);
  await page.waitForTimeout(500);
  const ms = await page.evaluate(() => {
    const row = performance.getEntriesByName("row")[0];
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return row?.startTime ?? paint?.startTime ?? Infinity;
  });
  await page.context().close();
  return ms;
}

async function scroll(browser: Browser, url: string): Promise<string[]> {
  const page = await openPage(browser);
  await page.goto(url);
  await page.waitForTimeout(2_000);
  const { longestMs, tasks, reached } = await page.evaluate(
    async ({ wanted, limitMs }) => {
      const lengths: number[] = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) lengths.push(duration);
      }).observe({ type: "longtask" });
      const deadline = performance.now() + limitMs;
      await new Promise<void>((resolve) => {
        const step = () => {
          scrollBy(0, 400);
          if (scrollY >= wanted || performance.now() > deadline) resolve();
          else requestAnimationFrame(step);
        };
        step();
      });
      return { longestMs: Math.max(0, ...lengths), tasks: lengths.length, reached: scrollY };
    },
    { wanted: scrolledRows * rowHeight, limitMs: scrollLimitMs },
  );
  const drawn = await page.locator("main tbody tr").count();
  await page.context().close();
  return [
    `scrolled     ${Math.round(reached / rowHeight)} rows, longest task ${longestMs.toFixed(0)} ms, ${tasks} past 50 ms, ${formatTarget(longestMs, 50)}`,
    `rows drawn   ${drawn} of them at the end`,
  ];
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext(screen);
  return context.newPage();
}
