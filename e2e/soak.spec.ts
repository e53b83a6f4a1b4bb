import type { CDPSession, Page } from "@playwright/test";
import { z } from "zod";
import { gantryUrl } from "./support/addresses.ts";
import { findOnJobPage } from "./support/job-page.ts";
import { advance, countOpenStreams, createJob, disturbStreams } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const jobs = 8;
/** The upstream closes a stream after 5 minutes: with so many in a round and four rounds, more than five hours of streams. */
const streamLives = 2;
const visits = 6;
/** A stream that lived this long lets the next failure begin with a short wait again. */
const healthyMs = 13_000;
const drawnPages = 60;
const megabyte = 1_000_000;

const heapSchema = z.object({ usedSize: z.number() });
const metricsSchema = z.object({
  metrics: z.array(z.object({ name: z.string(), value: z.number() })),
});

story(
  "five hours of streams and a day's visits leave page and server as they were",
  async ({ page, context }) => {
    story.setTimeout(240_000);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Performance.enable");
    const ids = await Promise.all(
      Array.from({ length: jobs }, () => createJob({ type: "parse", status: "RUNNING" })),
    );
    await page.goto(`/watch?${ids.map((id) => `job=bedrock:${id}`).join("&")}`);
    await spendHours(page, ids);
    const early = await measure(cdp);
    for (let round = 0; round < 3; round += 1) await spendHours(page, ids);
    const late = await measure(cdp);

    await page.goto("about:blank");
    await expect.poll(async () => (await readServer()).viewers, { timeout: 20_000 }).toBe(0);
    await expect.poll(async () => (await readServer()).watches, { timeout: 20_000 }).toBe(0);
    expect(await countOpenStreams()).toBe(0);
    console.log(`soak, a quarter in: ${JSON.stringify(early)}`);
    console.log(`soak, at the end:   ${JSON.stringify(late)}`);
    console.log(`soak, page closed:  ${JSON.stringify(await readServer())}`);

    expect(late.page.heapBytes - early.page.heapBytes).toBeLessThan(3 * megabyte);
    expect(late.page.listeners).toBeLessThanOrEqual(early.page.listeners * 1.1 + 20);
    expect(late.page.nodes).toBeLessThanOrEqual(early.page.nodes * 1.2 + 500);
    expect(late.server.timers).toBeLessThanOrEqual(early.server.timers + 10);
    expect(late.server.sockets).toBeLessThanOrEqual(early.server.sockets + 10);
    expect(late.server.heapBytes - early.server.heapBytes).toBeLessThan(30 * megabyte);
  },
);

/** On a wall, where the upstream's streams end again and again; then from job to job without a reload. */
async function spendHours(page: Page, ids: string[]): Promise<void> {
  const tiles = page.getByRole("main").getByRole("listitem");
  for (let life = 0; life < streamLives; life += 1) {
    await expect.poll(() => countOpenStreams(), { timeout: 20_000 }).toBe(ids.length);
    for (const id of ids)
      await advance(id, { progress: life / streamLives, message: `Life ${life}` });
    await expect(tiles.filter({ hasText: `Life ${life}` })).toHaveCount(ids.length);
    expect(await disturbStreams("end")).toBe(ids.length);
  }
  const reopenedAt = Date.now();
  for (const id of ids.slice(0, visits)) {
    await tiles.filter({ hasText: id }).getByRole("link").last().click();
    await expect(findOnJobPage(page).state).toContainText("Live", { timeout: 20_000 });
    await page.goBack();
    await expect(tiles).toHaveCount(ids.length);
  }
  await page.waitForTimeout(Math.max(0, reopenedAt + healthyMs - Date.now()));
}

async function measure(cdp: CDPSession) {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = heapSchema.parse(await cdp.send("Runtime.getHeapUsage"));
  const { metrics } = metricsSchema.parse(await cdp.send("Performance.getMetrics"));
  const read = (wanted: string) =>
    present(wanted, metrics.find(({ name }) => name === wanted)?.value);
  const page = { heapBytes: usedSize, listeners: read("JSEventListeners"), nodes: read("Nodes") };
  return { page, server: { ...(await readServer()), heapBytes: await readLowestHeap() } };
}

/** What its collector leaves: the lowest reading while pages are drawn, which brings it round several times. */
async function readLowestHeap(): Promise<number> {
  let lowest = Infinity;
  for (let drawn = 0; drawn < drawnPages; drawn += 1) {
    await (await fetch(`${gantryUrl}/jobs`)).text();
    lowest = Math.min(lowest, (await readServer()).heapBytes);
  }
  return lowest;
}

async function readServer() {
  const text = await (await fetch(`${gantryUrl}/api/metrics`)).text();
  const read = (name: string) =>
    Number(present(name, new RegExp(`^${RegExp.escape(name)} (\\S+)`, "m").exec(text)?.[1]));
  return {
    heapBytes: read("gantry_heap_bytes"),
    /** Those that keep the process alive; the others are counted in lib/server/live/timers.test.ts. */
    timers: read('gantry_active_resources{type="Timeout"}'),
    sockets: read('gantry_active_resources{type="TCPSocketWrap"}'),
    watches: read("gantry_watches"),
    viewers: read("gantry_viewers"),
  };
}

/** A metric that is told no more has not stayed as it was. */
function present<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`There is no metric ${name}.`);
  return value;
}
