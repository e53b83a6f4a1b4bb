import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "@playwright/test";
import { toJobPath } from "#lib/domain/job-path.ts";
import { launchChromium, screen } from "./launch-chromium.ts";
import { observePage, readObserved, type Observed } from "./observe-page.ts";
import { createFinishedJob } from "./sandbox-control.ts";
import { startBareServer } from "./start-bare-server.ts";
import type { Gantry } from "./start-gantry.ts";
import { formatMs, formatRatio, formatTarget, summarize } from "./summarize.ts";

const rounds = 5;

/** A finished job's page by its URL with an empty cache, beside the same HTML as a file without scripts. */
export async function benchFirstView(gantry: Gantry): Promise<string[]> {
  const id = await createFinishedJob(gantry.sandbox);
  const url = gantry.url + toJobPath({ source: "bedrock", id });
  const bare = await startScriptless(url);
  const browser = await launchChromium();
  try {
    await view(browser, url, true);
    await view(browser, bare.url, false);
    const ours: Observed[] = [];
    const floor: Observed[] = [];
    for (const _ of Array.from({ length: rounds })) {
      ours.push(await view(browser, url, true));
      floor.push(await view(browser, bare.url, false));
    }
    return report(ours, floor);
  } finally {
    await browser.close();
    await bare.close();
  }
}

function report(ours: Observed[], floor: Observed[]): string[] {
  const readable = summarize(ours.map((each) => each.readableMs));
  const floorReadable = summarize(floor.map((each) => each.readableMs));
  const interactive = summarize(ours.map((each) => each.interactiveMs ?? Infinity));
  const longTask = summarize(ours.map((each) => each.longestTaskMs));
  const [first] = ours;
  const bytes = `${((first?.scriptBytes ?? 0) / 1000).toFixed(1)} kB in ${first?.scripts} files`;
  return [
    `readable    ${formatMs(readable.median)} (max ${formatMs(readable.max)}), ${formatRatio(readable.median, floorReadable.median)} of ${formatMs(floorReadable.median)}, ${formatTarget(readable.median, 150)}`,
    `interactive ${formatMs(interactive.median)} (max ${formatMs(interactive.max)}), ${formatTarget(interactive.median, 400)}`,
    `longest task ${longTask.median === 0 ? "under 50 ms" : formatMs(longTask.median)} (max ${formatMs(longTask.max)}), ${formatTarget(longTask.median, 50)}; JavaScript ${bytes} gzipped, ${formatTarget((first?.scriptBytes ?? 0) / 1000, 170, "kB")}`,
  ];
}

async function view(browser: Browser, url: string, awaitsLife: boolean): Promise<Observed> {
  const context = await browser.newContext(screen);
  try {
    const page = await context.newPage();
    await page.addInitScript(observePage);
    await page.goto(url, { waitUntil: "load" });
    if (awaitsLife)
      await page.waitForFunction(() => performance.getEntriesByName("interactive").length > 0);
    await page.waitForTimeout(500);
    return await page.evaluate(readObserved);
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
  const server = await startBareServer("bare-files-server.ts", [JSON.stringify(table)]);
  await rm(folder, { recursive: true });
  return server;
}
