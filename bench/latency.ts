import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { toJobPath } from "#lib/domain/job-path.ts";
import { launchChromium, screen } from "./launch-chromium.ts";
import { createRunningJob } from "./sandbox-control.ts";
import { startBareServer } from "./start-bare-server.ts";
import type { Gantry } from "./start-gantry.ts";
import { formatRatio, formatSummary, formatTarget, summarize } from "./summarize.ts";

const events = 30;
const seenSchema = z.object({ domAt: z.number(), paintedAt: z.number() });

/** From the upstream's event to the changed page, beside a bare server with a page of three lines. */
export async function benchLatency({ url, sandbox }: Gantry): Promise<string[]> {
  const id = await createRunningJob(sandbox);
  const bare = await startBareServer(new URL("./bare-fan-out-server.ts", import.meta.url));
  const browser = await launchChromium();
  try {
    const context = await browser.newContext(screen);
    const [ours, floor] = [await context.newPage(), await context.newPage()];
    const measureOurs = (message: string) => sandbox.advance(id, { message });
    const measureFloor = async (message: string) => {
      await fetch(`${bare.url}/publish`, { method: "POST", body: message });
    };
    await ours.goto(url + toJobPath({ source: "bedrock", id }));
    // The job's own link: the page's may stand before it, and progress that nobody listens to is told once.
    await ours.getByRole("main").getByRole("status").filter({ hasText: "Live" }).first().waitFor();
    await floor.goto(bare.url);
    await see(ours, "The first event", measureOurs);
    await see(floor, "The first event", measureFloor);

    const domMs: number[] = [];
    const paintMs: number[] = [];
    const floorMs: number[] = [];
    for (const index of Array.from({ length: events }).keys()) {
      const message = `Sheet ${index} of the set`;
      const seen = await see(ours, message, measureOurs);
      domMs.push(seen.domMs);
      paintMs.push(seen.paintMs);
      floorMs.push((await see(floor, message, measureFloor)).paintMs);
      await sleep(150);
    }
    const [dom, paint, baseline] = [domMs, paintMs, floorMs].map(summarize);
    if (!dom || !paint || !baseline) throw new Error("Nothing was measured.");
    return [
      `in the DOM ${formatSummary(dom)}, painted ${formatSummary(paint)}, ${formatRatio(paint.median, baseline.median)} of ${formatSummary(baseline)}, ${formatTarget(paint.median, 100)}`,
    ];
  } finally {
    await browser.close();
    await bare.close();
  }
}

/** From sending until the message is on the page. Both clocks are this machine's, so wall-clock time compares. */
export async function see(page: Page, message: string, send: (message: string) => Promise<void>) {
  await page.bringToFront();
  await page.evaluate((awaited) => {
    const observer = new MutationObserver(() => {
      if (!document.body.textContent.includes(awaited)) return;
      observer.disconnect();
      const domAt = performance.timeOrigin + performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          const paintedAt = performance.timeOrigin + performance.now();
          performance.mark(awaited, { detail: { domAt, paintedAt } });
        };
        channel.port2.postMessage(null);
      });
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  }, message);
  const sentAt = performance.timeOrigin + performance.now();
  await send(message);
  const detail = await page.waitForFunction((name) => {
    const [mark] = performance.getEntriesByName(name);
    return mark instanceof PerformanceMark ? mark.detail : null;
  }, message);
  const { domAt, paintedAt } = seenSchema.parse(await detail.jsonValue());
  return { domMs: domAt - sentAt, paintMs: paintedAt - sentAt };
}
