import type { Browser } from "@playwright/test";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { advance, createJob } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

/** Longer than a worker that lives is ever silent. */
const silentMs = 46_000;

story.describe("where the worker of all tabs cannot be loaded", () => {
  story.use({ expectedErrors: [/404 .*no-such-worker/] });

  story("a page is live all the same, and follows its job to the end", async ({ page }) => {
    await page.addInitScript(() => {
      const Real = SharedWorker;
      window.SharedWorker = class extends Real {
        constructor() {
          super("/no-such-worker.js", { type: "module" });
        }
      };
    });
    const id = await createJob({ status: "RUNNING" });
    await page.goto(toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.state).toContainText("Live");
    await advance(id, { status: "COMPLETED" });
    await expect(job.state).toContainText("Succeeded");
  });
});

story("a worker that was killed is replaced, and the page goes on", async ({ page, browser }) => {
  await page.clock.install();
  const id = await createJob({ status: "RUNNING" });
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.state).toContainText("Live");
  expect(await killWorkers(browser)).toBe(1);
  await advance(id, { message: "Said to nobody" });
  await page.clock.fastForward(silentMs);
  await expect(job.main).toContainText("Said to nobody");
  await expect(job.state).toContainText("Live");
  await advance(id, { status: "COMPLETED" });
  await expect(job.state).toContainText("Succeeded");
});

/** Ends them as the browser does when memory is short; answers how many there were. */
async function killWorkers(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send("Target.getTargets", { filter: [{}] });
  const workers = targetInfos.filter(({ type }) => type === "shared_worker");
  for (const { targetId } of workers) await session.send("Target.closeTarget", { targetId });
  await session.detach();
  return workers.length;
}
