import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "@playwright/test";
import { toJobPath } from "#lib/domain/job-path.ts";
import { launchChromium, openFreshPage } from "./launch-chromium.ts";
import { clickEarly, observePage, readObserved, type InPage } from "./observe-page.ts";
import { createFinishedJob } from "./sandbox-control.ts";
import { startScriptless } from "./start-scriptless.ts";
import type { Gantry } from "./start-gantry.ts";
import { formatRatio, formatSpread, formatTarget, summarize } from "./summarize.ts";

const rounds = 5;
/** A server has been up for longer than its compiler takes. */
const warmUps = 100;
/** Playwright's own ways of waiting run scripts inside the page, which would count among its tasks. */
const restMs = 2_500;

type Observed = InPage & { errors: string[] };

/** `clicked` is the page as `ours`, on which somebody clicks at the earliest moment. */
type Seen = Record<"ours" | "clicked" | "floor" | "jobless", Observed[]>;

/**
 * A finished job's page by its URL with an empty cache, in a zone that the server cannot know yet.
 * Beside it: the same HTML as a file without scripts, which is the floor of `readable`, and a page
 * of Gantry without a job, which shows what the framework costs by itself.
 */
export async function benchFirstView(gantry: Gantry): Promise<string[]> {
  const id = await createFinishedJob(gantry.sandbox);
  const url = gantry.url + toJobPath({ source: "bedrock", id });
  for (const _ of Array.from({ length: warmUps })) await (await fetch(url)).text();
  const bare = await startScriptless(url);
  const browser = await launchChromium();
  try {
    const seen: Seen = { ours: [], clicked: [], floor: [], jobless: [] };
    for (const round of Array.from({ length: rounds + 1 }).keys()) {
      const [ours, clicked] = [await view(browser, url), await view(browser, url, true)];
      const floor = await view(browser, bare.url);
      const jobless = await view(browser, `${gantry.url}/no-such-page`);
      if (round === 0) continue;
      seen.ours.push(ours);
      seen.clicked.push(clicked);
      seen.floor.push(floor);
      seen.jobless.push(jobless);
    }
    return report(seen);
  } finally {
    await browser.close();
    await bare.close();
  }
}

function report({ ours, clicked, floor, jobless }: Seen): string[] {
  const readable = summarize(ours.map((each) => each.readableMs));
  const floorReadable = summarize(floor.map((each) => each.readableMs));
  const interactive = summarize(clicked.map((each) => each.interactiveMs ?? Infinity));
  const [task, joblessTask] = [longestOf(ours), longestOf(jobless)];
  const [bytes, joblessBytes] = [kilobytesOf(ours), kilobytesOf(jobless)];
  const errors = new Set([...ours, ...clicked].flatMap((each) => each.errors));
  return [
    `readable     ${formatSpread(readable)}, ${formatRatio(readable.median, floorReadable.median)} of ${formatSpread(floorReadable)}, ${formatTarget(readable.median, 150)}`,
    `interactive  ${formatSpread(interactive)}, ${formatTarget(interactive.median, 400)}`,
    `longest task ${formatSpread(task)}, without a job ${formatSpread(joblessTask)}, ${formatTarget(task.median, 50)}; with an early click ${formatSpread(longestOf(clicked))}`,
    `JavaScript   ${bytes.toFixed(1)} kB gzipped, without a job ${joblessBytes.toFixed(1)}, ${formatTarget(bytes, 170, "kB")}`,
    ...Array.from(errors, (error) => `ERROR        ${error}`),
  ];
}

/** Tasks up to 50 ms are not told apart. */
const longestOf = (views: Observed[]) =>
  summarize(views.map(({ longestTaskMs }) => Math.max(50, longestTaskMs)));

const kilobytesOf = (views: Observed[]) =>
  summarize(views.map(({ scriptBytes }) => scriptBytes)).median / 1000;

async function view(browser: Browser, url: string, clicks = false): Promise<Observed> {
  const page = await openFreshPage(browser);
  try {
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await page.addInitScript(observePage);
    if (clicks) await page.addInitScript(clickEarly);
    await page.goto(url, { waitUntil: "commit" });
    await sleep(restMs);
    return { ...(await page.evaluate(readObserved)), errors };
  } finally {
    await page.context().close();
  }
}
