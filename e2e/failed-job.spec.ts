import { figur } from "./support/figur.ts";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { advance, createJob } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const error = {
  code: "SHEET_UNREADABLE",
  message: "Sheet A-201 has no vector content.\nUpload a drawing that was not scanned.",
};

story.afterEach(async () => {
  await figur.clearFaults();
});

story("a failed job begins with its error and shows where it failed", async ({ page }) => {
  const id = await createJob({ type: "overlay.generate", status: "FAILED", error });
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.state).toContainText("Failed");
  await expect(job.error.getByRole("heading")).toHaveText(error.code);
  await expect(job.error).toContainText("Upload a drawing that was not scanned.");
  await expect(page).toHaveTitle("✗ failed · overlay.generate");

  const failed = job.events.last();
  await expect(failed).toContainText("Failed");
  await expect(failed).toContainText(error.code);
  const errorBox = await job.error.boundingBox();
  const lane = await job.lane.boundingBox();
  expect(errorBox?.y).toBeLessThan(lane?.y ?? 0);

  await job.error.getByRole("link", { name: "Where it failed" }).click();
  await expect(failed).toBeInViewport();
});

story("one key leads to the failure, however far down", async ({ page }) => {
  const id = await createJob({ status: "FAILED", error });
  await page.setViewportSize({ width: 1_280, height: 400 });
  await page.goto(toJobUrl(id));
  const failed = findOnJobPage(page).events.last();
  await expect(failed).not.toBeInViewport();
  await expect(async () => {
    await page.keyboard.press("n");
    await expect(failed).toBeFocused({ timeout: 500 });
  }).toPass();
  await expect(failed).toBeInViewport();
});

story("a failure says how many others failed like it, and leads to them", async ({ page }) => {
  const code = `ALIKE_${Date.now()}`;
  const fail = (sheet: string) =>
    createJob({ status: "FAILED", error: { code, message: `Sheet ${sheet} is empty.` } });
  const { error: panel } = findOnJobPage(page);
  const first = await fail("A-101");
  await page.goto(toJobUrl(first));
  await expect(panel).toContainText("No other job failed like this in the last 30 days.");
  const second = await fail("A-207");
  await page.goto(toJobUrl(second));
  await expect(panel).toContainText("1 other job failed like this in the last 30 days.");
  await panel.getByRole("link", { name: "Show them" }).click();
  await expect(page).toHaveURL(/\/jobs\?.*failure=/);
  for (const id of [first, second]) await expect(page.getByRole("main")).toContainText(id);
});

story("a failure that happens before the reader's eyes needs no reload", async ({ page }) => {
  const id = await createJob({ type: "parse", status: "RUNNING" });
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.state).toContainText("Live");
  await advance(id, { status: "FAILED", error });
  await expect(job.error).toContainText(error.code);
  await expect(job.state).toContainText("Failed");
  await expect(job.events.last()).toContainText(error.code);
  await expect(page).toHaveTitle("✗ failed · parse");
});

for (const where of ["events", "top", "both"] as const) {
  story(`an error told in the place “${where}” is found`, async ({ page }) => {
    const id = await createJob({ status: "FAILED", error, form: { error: where } });
    await page.goto(toJobUrl(id));
    await expect(findOnJobPage(page).error).toContainText(error.code);
  });
}

for (const opened of ["while it ran", "after its end"]) {
  story(`a job that runs again is followed again in a tab opened ${opened}`, async ({ page }) => {
    const id = await createJob({ type: "parse", status: "RUNNING" });
    const job = findOnJobPage(page);
    if (opened === "while it ran") {
      await page.goto(toJobUrl(id));
      await expect(job.state).toContainText("Live");
    }
    await advance(id, { status: "FAILED", error });
    if (opened === "after its end") await page.goto(toJobUrl(id));
    await expect(job.state).toContainText("Failed");
    await expect(job.state).toContainText("Ended");

    await advance(id, { status: "RUNNING" });
    await job.main.getByRole("button", { name: "Refresh" }).click();
    await expect(job.state).toContainText("Running");
    await expect(job.state).toContainText("Live");
    await advance(id, { progress: 0.5, message: "Comparing sheet 2 of 4" });
    await expect(job.fact("Progress")).toContainText("50 %");
    await advance(id, { status: "COMPLETED", results: { score: 0.75 } });
    await expect(job.state).toContainText("Succeeded");
    await expect(job.state).toContainText("Ended");
    await expect(job.results).toContainText("0.75");
  });
}

story(
  "a failure that the list alone has told of is not said to have no reason, nor no events",
  async ({ page }) => {
    const type = "STORY_UNREAD";
    const id = await figur.createJob({ type, status: "IN_PROGRESS" });
    // The collector reads such ends by itself, as slowly.
    await figur.fault({ kind: "slow", delayMs: 8_000, route: "get", jobId: id });
    await figur.fault({ kind: "slow", delayMs: 8_000, route: "events", jobId: id });
    await figur.advance(id, { event: "failed", message: "No garment was found." });
    await figur.advance(id, { status: "FAILURE" });
    await page.goto("/jobs");
    await expect
      .poll(async () => (await page.request.get(`/api/jobs?status=failed&type=${type}`)).text(), {
        timeout: 30_000,
      })
      .toContain(id);
    await page.goto(figur.toUrl(id));
    const job = findOnJobPage(page);
    await expect(job.error).toContainText("The reason was not read yet.");
    await expect(job.main).toContainText("The events were not read yet.");
    await expect(job.fact("Ran")).toContainText("not read yet");
    await expect(job.payload).toContainText("Not read yet.");
    await expect(job.error).toContainText("No garment was found.", { timeout: 30_000 });
    await expect(job.events.last()).toContainText("Failed");
    await expect(job.main).not.toContainText(/not read yet/i);
  },
);
