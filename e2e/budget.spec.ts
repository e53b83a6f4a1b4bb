import { startCountingProxy } from "./support/counting-proxy.ts";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { advance, countOpenStreams, createJob } from "./support/sandbox.ts";
import { expect, story as base } from "./support/story.ts";

const story = base.extend<{ wire: Awaited<ReturnType<typeof startCountingProxy>> }>({
  wire: async ({ context }, use) => {
    const wire = await startCountingProxy();
    await use(wire);
    for (const page of context.pages()) await page.close();
    await wire.close();
  },
});

const scriptBytesMax = 170_000;
const idleWindowMs = 3_000;

story("the script of a job page stays within its budget on the wire", async ({ page, wire }) => {
  const id = await createJob({ status: "RUNNING" });
  await page.goto(wire.url + toJobUrl(id));
  await expect(findOnJobPage(page).state).toContainText("Live");
  await page.waitForLoadState("load");
  const scripts = wire.passages.filter(({ path }) => /\.js(?:$|\?)/.test(path));
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  console.log(`job page: ${scripts.length} scripts, ${(bytes / 1_000).toFixed(1)} kB gzipped`);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(scriptBytesMax);
});

story("one tab holds one live connection, and Gantry one stream", async ({ page, wire }) => {
  const id = await createJob({ status: "RUNNING" });
  await page.goto(wire.url + toJobUrl(id));
  await expect(findOnJobPage(page).state).toContainText("Live");
  expect(wire.countLive()).toBe(1);
  expect(await countOpenStreams(id)).toBe(1);
});

story(
  "the page of a finished job opens no live connection and, left alone, asks for nothing",
  async ({ page, wire }) => {
    const id = await createJob({ status: "COMPLETED", results: { ok: true } });
    await page.goto(wire.url + toJobUrl(id));
    await expect(findOnJobPage(page).state).toContainText("Ended");
    // The first look at a job asks once, when the script has come alive, whether it has children.
    const hasAskedForChildren = () => wire.passages.some(({ path }) => path.endsWith("/tree"));
    await expect.poll(hasAskedForChildren).toBe(true);
    await page.waitForLoadState("networkidle");
    const before = wire.passages.length;
    await page.waitForTimeout(idleWindowMs);
    expect(wire.passages.slice(before)).toEqual([]);
    expect(wire.countLive()).toBe(0);
  },
);

story("the live connection closes once the last watched job has ended", async ({ page, wire }) => {
  const id = await createJob({ status: "RUNNING" });
  await page.goto(wire.url + toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.state).toContainText("Live");
  await advance(id, { status: "COMPLETED" });
  await expect(job.state).toContainText("Ended");
  await expect.poll(() => wire.openLive()).toBe(0);
  await expect.poll(() => countOpenStreams(id)).toBe(0);
});

story(
  "twelve tabs share one connection, and closing the first changes nothing for the rest",
  async ({ page: first, context, wire }) => {
    const id = await createJob({ type: "parse" });
    await first.goto(wire.url + toJobUrl(id));
    await expect(findOnJobPage(first).state).toContainText("Live");
    const others = await Promise.all(Array.from({ length: 11 }, () => context.newPage()));
    for (const page of others) {
      await page.goto(wire.url + toJobUrl(id), { waitUntil: "commit" });
    }
    for (const page of others) await expect(findOnJobPage(page).state).toContainText("Live");
    expect(wire.countLive()).toBe(1);

    await first.close();
    await advance(id, { status: "RUNNING" });
    for (const page of others) {
      await expect(findOnJobPage(page).state).toContainText("Running");
      await expect(findOnJobPage(page).state).toContainText("Live");
    }
    expect(wire.countLive()).toBe(1);
    expect(wire.openLive()).toBe(1);
    expect(await countOpenStreams(id)).toBe(1);
  },
);

story("tabs of different jobs share one connection too", async ({ page, context, wire }) => {
  const one = await createJob({ type: "parse" });
  const two = await createJob({ type: "symbol_match" });
  await page.goto(wire.url + toJobUrl(one));
  await expect(findOnJobPage(page).state).toContainText("Live");
  const other = await context.newPage();
  await other.goto(wire.url + toJobUrl(two));
  await expect(findOnJobPage(other).state).toContainText("Live");
  await expect.poll(() => wire.openLive()).toBe(1);

  await advance(one, { status: "RUNNING" });
  await advance(two, { status: "CANCELED" });
  await expect(findOnJobPage(page).state).toContainText("Running");
  await expect(findOnJobPage(other).state).toContainText("Canceled");
  await other.close();
  await expect.poll(() => wire.openLive()).toBe(1);
  await advance(one, { status: "COMPLETED" });
  await expect(findOnJobPage(page).state).toContainText("Succeeded");
});
