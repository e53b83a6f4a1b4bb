import type { Browser, Page } from "@playwright/test";
import { startSandbox } from "#lib/sandbox/start-sandbox.ts";
import { openStore } from "#lib/server/store/open-store.ts";
import { seedJobs } from "#lib/server/store/seed-jobs.ts";
import { startCountingProxy } from "../e2e/support/counting-proxy.ts";
import { onFilledDatabase } from "./filled-database.ts";
import { launchChromium, openFreshPage } from "./launch-chromium.ts";
import { createRandom } from "./random.ts";
import { bootstrapUser, signIn } from "./sign-in.ts";
import { startGantry } from "./start-gantry.ts";
import { startScriptless } from "./start-scriptless.ts";
import { formatRatio, formatSpread, formatTarget, summarize } from "./summarize.ts";

const rounds = 5;
const jobs = 10_500;
const scrolledRows = 10_000;
const rowHeight = 38;
const scrollLimitMs = 120_000;
const idleMs = 60_000;
const apiKey = "sk_bench_list";

type Opener = (url?: string) => Promise<Page>;

/**
 * The list by its URL with an empty cache: when its rows are painted, beside the same HTML as a file without
 * scripts. Then ten thousand rows scrolled, each page fetched on the way; then a minute in which nothing happens.
 */
export async function benchListView(): Promise<string[]> {
  return await onFilledDatabase("list-view", fill, async (databaseUrl) => {
    const sandbox = await startSandbox({ apiKey, jobs: 0, live: false, requestsPerMinute: 0 });
    const gantry = await startGantry({
      BEDROCK_API_KEY: apiKey,
      BEDROCK_API_URL: sandbox.url,
      DATABASE_URL: databaseUrl,
      ...bootstrapUser,
    });
    const browser = await launchChromium();
    try {
      const cookie = await signIn(gantry.url);
      const open: Opener = (url = gantry.url) => openPage(browser, url, cookie);
      return [
        ...(await compareViews(open, `${gantry.url}/jobs`, cookie)),
        ...(await scroll(await open(), `${gantry.url}/jobs`)),
        ...(await rest(open, gantry.url)),
      ];
    } finally {
      await browser.close();
      await gantry.close();
      await sandbox.close();
    }
  });
}

async function fill(url: string): Promise<void> {
  await (await openStore(url)).close();
  await seedJobs(url, { count: jobs, now: Date.now(), random: createRandom(1) });
}

async function compareViews(open: Opener, url: string, cookie: string): Promise<string[]> {
  const bare = await startScriptless(url, { cookie });
  const [ours, floor]: [number[], number[]] = [[], []];
  for (const round of Array.from({ length: rounds + 1 }).keys()) {
    const seen = [await view(await open(), url), await view(await open(), bare.url)] as const;
    if (round === 0) continue;
    ours.push(seen[0]);
    floor.push(seen[1]);
  }
  await bare.close();
  const [rows, bareRows] = [summarize(ours), summarize(floor)];
  return [
    `rows visible ${formatSpread(rows)}, ${formatRatio(rows.median, bareRows.median)} of ${formatSpread(bareRows)} without scripts, ${formatTarget(rows.median, 200)}`,
  ];
}

/** Navigation start to the paint of the table's first row. */
async function view(page: Page, url: string): Promise<number> {
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

async function scroll(page: Page, url: string): Promise<string[]> {
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

/** What passes in a minute of an open list, the live stream with its heartbeat included. */
async function rest(open: Opener, gantryUrl: string): Promise<string[]> {
  const wire = await startCountingProxy(gantryUrl);
  const page = await open(wire.url);
  await page.goto(`${wire.url}/jobs`);
  await page.getByRole("banner").getByRole("status").filter({ hasText: "Live" }).waitFor();
  await page.waitForTimeout(3_000);
  const bytes = () => wire.passages.reduce((sum, passage) => sum + passage.bytes, 0);
  const before = { requests: wire.passages.length, bytes: bytes() };
  await page.waitForTimeout(idleMs);
  const requests = wire.passages.length - before.requests;
  const kilobytes = (bytes() - before.bytes) / 1_000;
  await page.context().close();
  await wire.close();
  return [
    `idle minute  ${requests} requests, ${formatTarget(requests, 0, "requests")}; ${kilobytes.toFixed(2)} kB, ${formatTarget(kilobytes, 2, "kB")}`,
  ];
}

async function openPage(browser: Browser, url: string, cookie: string): Promise<Page> {
  const page = await openFreshPage(browser);
  const [name = "", value = ""] = cookie.split("=", 2);
  await page.context().addCookies([{ name, value, url }]);
  return page;
}
