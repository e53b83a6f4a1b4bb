import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "@playwright/test";
import { toJobPath } from "#lib/domain/job-path.ts";
import { launchChromium, screen } from "./launch-chromium.ts";
import { observePage, readObserved, type InPage } from "./observe-page.ts";
import { createFinishedJob } from "./sandbox-control.ts";
import { startBareServer } from "./start-bare-server.ts";
import type { Gantry } from "./start-gantry.ts";
import { formatRatio, formatSpread, formatTarget, summarize } from "./summarize.ts";

const rounds = 5;

type Observed = InPage & { errors: string[] };

/**
 * A finished job's page by its URL with an empty cache, in a zone that the server cannot know yet.
 * Beside it: the same HTML as a file without scripts, which is the floor of `readable`, and a page
 * of Gantry without a job, which shows what the framework costs by itself.
 */
export async function benchFirstView(gantry: Gantry): Promise<string[]> {
  const id = await createFinishedJob(gantry.sandbox);
  const url = gantry.url + toJobPath({ source: "bedrock", id });
  const bare = await startScriptless(url);
  const browser = await launchChromium();
  try {
    const [ours, floor, jobless]: [Observed[], Observed[], Observed[]] = [[], [], []];
    for (const round of Array.from({ length: rounds + 1 }).keys()) {
      const seen = [
        await view(browser, url, true),
        await view(browser, bare.url, false),
        await view(browser, `${gantry.url}/no-such-page`, false),
      ] as const;
      if (round === 0) continue;
      ours.push(seen[0]);
      floor.push(seen[1]);
      jobless.push(seen[2]);
    }
    return report(ours, floor, jobless);
  } finally {
    await browser.close();
    await bare.close();
  }
}

function report(ours: Observed[], floor: Observed[], jobless: Observed[]): string[] {
  const readable = summarize(ours.map((each) => each.readableMs));
  const floorReadable = summarize(floor.map((each) => each.readableMs));
  const interactive = summarize(ours.map((each) => each.interactiveMs ?? Infinity));
  const [task, joblessTask] = [longestOf(ours), longestOf(jobless)];
  const [bytes, joblessBytes] = [kilobytesOf(ours), kilobytesOf(jobless)];
  const errors = new Set(ours.flatMap((each) => each.errors));
  return [
    `readable     ${formatSpread(readable)}, ${formatRatio(readable.median, floorReadable.median)} of ${formatSpread(floorReadable)}, ${formatTarget(readable.median, 150)}`,
    `interactive  ${formatSpread(interactive)}, ${formatTarget(interactive.median, 400)}`,
    `longest task ${formatSpread(task)}, without a job ${formatSpread(joblessTask)}, ${formatTarget(task.median, 50)}`,
    `JavaScript   ${bytes.toFixed(1)} kB gzipped, without a job ${joblessBytes.toFixed(1)}, ${formatTarget(bytes, 170, "kB")}`,
    ...Array.from(errors, (error) => `ERROR        ${error}`),
  ];
}

/** Tasks up to 50 ms are not told apart. */
const longestOf = (views: Observed[]) =>
  summarize(views.map(({ longestTaskMs }) => Math.max(50, longestTaskMs)));

const kilobytesOf = (views: Observed[]) =>
  summarize(views.map(({ scriptBytes }) => scriptBytes)).median / 1000;

async function view(browser: Browser, url: string, awaitsLife: boolean): Promise<Observed> {
  const context = await browser.newContext(screen);
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await page.addInitScript(observePage);
    await page.goto(url, { waitUntil: "load" });
    if (awaitsLife)
      await page.waitForFunction(() => performance.getEntriesByName("interactive").length > 0);
    await page.waitForTimeout(500);
    return { ...(await page.evaluate(readObserved)), errors };
  } finally {
    await context.close();
  }
}

/** The page as the server drew it, scripts and what preloads them cut out, its stylesheets beside it. */
async function startScriptless(url: string) {
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-bench-"));
  const html = (await (await fetch(url)).text())
    .replaceAll(/<script\b.*?<\/script>/gs, "")
    .replaceAll(/<link\b[^>]*\bas="script"[^>]*>/g, "");
  const table: Record<string, { file: string; type: string }> = {};
  const add = async (at: string, body: string, type: string) => {
    const file = path.join(folder, String(Object.keys(table).length));
    await writeFile(file, body);
    table[at] = { file, type };
  };
  await add("/", html, "text/html; charset=utf-8");
  for (const [, href = ""] of html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)) {
    const style = await fetch(new URL(href, url));
    await add(href, await style.text(), "text/css; charset=utf-8");
  }
  const server = await startBareServer(new URL("./bare-files-server.ts", import.meta.url), [
    JSON.stringify(table),
  ]);
  await rm(folder, { recursive: true });
  return server;
}
