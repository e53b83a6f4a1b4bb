import type { Page } from "@playwright/test";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import {
  advance,
  clearFaults,
  countRequests,
  createJob,
  disturbStreams,
  fault,
} from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const refusal = /the server responded with a status of 502 .*\/jobs\//;

story.use({ expectedErrors: [refusal] });

story("a job not seen before waits for the upstream and opens by itself", async ({ page }) => {
  const id = await createJob({ type: "parse", status: "RUNNING" });
  await fault({ kind: "refuse" });
  await page.clock.install();
  await page.goto(toJobUrl(id));
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText(
    "The upstream cannot be reached",
  );
  await expect(main).toContainText("upstream_unavailable");
  await expect(main).toContainText("tries by itself in");
  await expect(main.getByRole("button", { name: "Try again now" })).toBeVisible();

  await clearFaults();
  await expect(async () => {
    await page.clock.runFor(1_000);
    await expect(findOnJobPage(page).type).toHaveText("parse", { timeout: 200 });
  }).toPass({ timeout: 20_000 });
  await expect(findOnJobPage(page).state).toContainText("Running");
});

story.describe("with the network away as well", () => {
  story.use({ expectedErrors: [new RegExp(`${refusal.source}|ERR_INTERNET_DISCONNECTED`)] });

  story(
    "the page that tries by itself stays, says so, and opens once all are back",
    async ({ page, context }) => {
      const id = await createJob({ type: "parse", status: "RUNNING" });
      await fault({ kind: "refuse" });
      await page.clock.install();
      await page.goto(toJobUrl(id));
      const main = page.getByRole("main");
      await expect(main).toContainText("tries by itself in");
      await context.setOffline(true);
      await main.getByRole("button", { name: "Try again now" }).click();
      await expect(main).toContainText("Gantry itself cannot be reached; tries by itself in");
      await context.setOffline(false);
      await clearFaults();
      await expect(async () => {
        await page.clock.runFor(1_000);
        await expect(findOnJobPage(page).type).toHaveText("parse", { timeout: 200 });
      }).toPass({ timeout: 20_000 });
    },
  );
});

story(
  "a running job keeps what it shows while the upstream is away, and loses nothing",
  async ({ page }) => {
    const id = await createJob({ type: "overlay.generate" });
    await page.goto(toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.state).toContainText("Live");

    await fault({ kind: "refuse", jobId: id });
    expect(await disturbStreams("cut", id)).toBe(1);
    await expect(job.state).toContainText("Reconnecting");
    await expect(job.main).toContainText("next try");
    await expect(job.state).toContainText("Queued");
    await expect(job.main).toContainText("clock stopped");
    await expect(job.events).toHaveCount(1);

    await advance(id, { status: "RUNNING" });
    await clearFaults();
    await expect(job.state).toContainText("Live", { timeout: 20_000 });
    await expect(job.state).toContainText("Running");
    await expect(job.events).toHaveCount(2);
    await expect(job.main).not.toContainText("clock stopped");
  },
);

for (const how of ["cut", "end"] as const) {
  story(`a stream that comes to a halt (${how}) is opened anew`, async ({ page }) => {
    const id = await createJob({ type: "parse", status: "RUNNING" });
    await page.goto(toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.state).toContainText("Live");
    expect(await disturbStreams(how, id)).toBe(1);
    await advance(id, { status: "COMPLETED", results: { ok: true } });
    await expect(job.state).toContainText("Succeeded", { timeout: 20_000 });
    await expect(job.results).toContainText("ok");
  });
}

story(
  "a job that has ended stays readable without the upstream, which is not even asked",
  async ({ page }) => {
    const id = await createJob({
      status: "COMPLETED",
      payload: { sheet: "A-201" },
      results: { score: 0.5 },
    });
    const children = page.waitForResponse((response) => response.url().endsWith(`${id}/tree`));
    await page.goto(toJobUrl(id));
    await (await children).finished();
    const asked = await countRequests(id);
    expect(asked).toBeGreaterThan(0);

    await fault({ kind: "refuse" });
    await page.reload();
    const job = findOnJobPage(page);
    await expect(job.state).toContainText("Succeeded");
    await expect(job.payload).toContainText("A-201");
    await expect(job.results).toContainText("0.5");
    await expect(job.events).toHaveCount(3);
    expect(await countRequests(id), "requests for the job").toBe(asked);
  },
);

/** Until the list has told of the job; its own record is read by nobody. */
async function waitUntilListed(page: Page, type: string, id: string): Promise<void> {
  await page.goto("/jobs");
  await expect
    .poll(async () => (await page.request.get(`/api/jobs?type=${type}`)).text(), {
      timeout: 30_000,
    })
    .toContain(id);
}

story(
  "what nobody has read of an ended job is called unread, and comes by itself with the late answer",
  async ({ page }) => {
    const type = "story.unread";
    const payload = { sheet: "A-201" };
    const id = await createJob({ type, status: "FAILED", payload });
    await waitUntilListed(page, type, id);
    await fault({ kind: "slow", delayMs: 8_000, route: "get", jobId: id });
    await page.goto(toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.main).toContainText("Bedrock has not answered yet.");
    await expect(job.payload).toContainText("Not read yet.");
    await expect(job.state).toContainText("Ended");
    await expect(job.payload).toContainText("A-201", { timeout: 20_000 });
    await expect(job.main).not.toContainText("has not answered yet");
    await expect(job.main).not.toContainText(/not read yet/i);
    await expect(job.events).toHaveCount(3);
  },
);

story("that the upstream did not answer is said no longer than it is so", async ({ page }) => {
  const type = "story.answers";
  const id = await createJob({ type, status: "RUNNING", payload: { sheet: "A-202" } });
  await waitUntilListed(page, type, id);
  // Not for one request: the collector's own read of the job may be that one.
  await fault({ kind: "slow", delayMs: 8_000, route: "get", jobId: id });
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.main).toContainText("Bedrock has not answered yet.");
  await clearFaults();
  await expect(job.state).toContainText("Live", { timeout: 20_000 });
  await expect(job.main).not.toContainText("has not answered yet");
  await expect(job.payload).toContainText("A-202");
});

story("a person who asks again is told why there is no answer", async ({ page }) => {
  const id = await createJob({ status: "COMPLETED" });
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.state).toContainText("Succeeded");
  await fault({ kind: "refuse", jobId: id });
  await job.main.getByRole("button", { name: "Refresh" }).click();
  await expect(job.main).toContainText("Gantry could not reach Bedrock.");
  await expect(job.state).toContainText("Succeeded");
});

story("the first page says that its rows may be old", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await fault({ kind: "refuse", route: "list" });
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("main")).toContainText("Bedrock cannot be asked just now.", {
      timeout: 500,
    });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByRole("row").nth(1)).toBeVisible();
});

story(
  "a list that is open says that its source cannot be asked, and when it can again",
  async ({ page }) => {
    // Twice a reading of the list, and a heartbeat, is waited for.
    story.slow();
    await page.goto("/jobs");
    const failure = page.getByText("Bedrock cannot be asked just now.");
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    await expect(failure).toHaveCount(0, { timeout: 60_000 });
    await fault({ kind: "refuse", route: "list" });
    await expect(failure).toBeVisible({ timeout: 60_000 });
    await page.goto("/durations");
    await expect(failure).toBeVisible();
    await page.goto("/jobs");
    await clearFaults();
    await expect(failure).toHaveCount(0, { timeout: 60_000 });
  },
);
