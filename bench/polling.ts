import { setTimeout as sleep } from "node:timers/promises";
import { toJobPath } from "#lib/domain/job-path.ts";
import { launchChromium, screen } from "./launch-chromium.ts";
import { see } from "./latency.ts";
import type { Gantry } from "./start-gantry.ts";
import { formatSummary, formatTarget, summarize } from "./summarize.ts";

/** A quiet time before each change, so that quick and slow polls are met alike. */
const quietMs = [200, 700, 3_000, 400, 9_000, 1_100, 5_000, 300, 14_000, 2_000, 600, 7_000];
const viewers = 5;

/** From a change at an upstream without a stream to the changed page, and what that costs it. */
export async function benchPolling({ url, sandbox }: Gantry): Promise<string[]> {
  const browser = await launchChromium();
  try {
    const [one, many] = [await measure(1), await measure(viewers)];
    return [
      `change to screen ${formatSummary(summarize(one.changeMs))}, at most ${Math.round(Math.max(...one.changeMs))} ms, ${formatTarget(Math.max(...one.changeMs), 3_000)}`,
      `requests per watched job-minute: ${one.perMinute.toFixed(1)} with one viewer, ${many.perMinute.toFixed(1)} with ${viewers}`,
    ];
  } finally {
    await browser.close();
  }

  async function measure(viewerCount: number) {
    const id = await sandbox.createDocumentJob({ status: "IN_PROGRESS", details: toDetails(0) });
    const context = await browser.newContext(screen);
    const pages = await Promise.all(Array.from({ length: viewerCount }, () => context.newPage()));
    for (const page of pages) await page.goto(url + toJobPath({ source: "unstructured", id }));
    const [page] = pages;
    if (!page) throw new Error("There is nobody to look.");
    await page.getByText("Polling", { exact: true }).first().waitFor();
    const before = await sandbox.countDocumentRequests(id);
    const startedAt = performance.now();
    const changeMs: number[] = [];
    for (const [index, ms] of quietMs.entries()) {
      await sleep(ms);
      const { paintMs } = await see(page, `Step ${index} of the pipeline`, (message) =>
        sandbox.moveDocumentJob(id, { details: { ...toDetails(index), message } }),
      );
      changeMs.push(paintMs);
    }
    const requests = (await sandbox.countDocumentRequests(id)) - before;
    const minutes = (performance.now() - startedAt) / 60_000;
    await context.close();
    return { changeMs, perMinute: requests / minutes };
  }
}

function toDetails(done: number) {
  const node = { node_name: "Partitioner", ready: 100 - done, in_progress: 0, failure: 0 };
  return { node_stats: [{ ...node, success: done }] };
}
