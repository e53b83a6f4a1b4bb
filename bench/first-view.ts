import type { Browser } from "@playwright/test";
import { toJobPath } from "#lib/domain/job-path.ts";
import { launchChromium, screen } from "./launch-chromium.ts";
import { observePage, readObserved, type InPage } from "./observe-page.ts";
import { createFinishedJob } from "./sandbox-control.ts";
import { startScriptless } from "./start-scriptless.ts";
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
