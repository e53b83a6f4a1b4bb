import type { Page } from "@playwright/test";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import {
  advance,
  clearFaults,
  createJob,
  disturbStreams,
  fault,
  putRaw,
} from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

/** "-3 s" in any of the ways to write a minus; "–" alone stands for what is not known. */
const negativeDuration = /[-−–]\s?\d[\d.,]*\s?(?:ms|s|m|h|d)\b/;

async function readAll(page: Page): Promise<string> {
  const main = page.getByRole("main");
  const hidden = await main
    .locator("[title], [aria-label]")
    .evaluateAll((elements) =>
      elements.map((element) => `${element.getAttribute("title")} ${element.ariaLabel}`),
    );
  return [await main.innerText(), ...hidden].join("\n");
}

story("a job of which nothing is told but its ID opens", async ({ page }) => {
  // Neither a list that is read meanwhile nor the stream tells more of it.
  const id = await createJob({ createdAt: Date.now() - 30 * 86_400_000 });
  await fault({ kind: "status", status: 403, route: "stream" });
  await putRaw(id, JSON.stringify({ data: { id } }));
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.main).toContainText(id);
  await expect(job.state).toContainText("Unknown");
  await expect(job.payload).toContainText("No payload recorded");
  expect(await readAll(page)).not.toMatch(/undefined|NaN|Invalid/);
  await clearFaults();
});

story("a job whose every optional field is null opens", async ({ page }) => {
  // The list and the stream tell of it as well.
  const id = await createJob({ status: "RUNNING" });
  const nothing = {
    project_id: null,
    target_type: null,
    target_id: null,
    parent_id: null,
    payload: null,
    events: null,
    results: null,
    error: null,
    created_at: null,
    updated_at: null,
  };
  await putRaw(id, JSON.stringify({ id, type: "parse", status: "RUNNING", ...nothing }));
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.type).toHaveText("parse");
  await expect(job.state).toContainText("Running");
  expect(await readAll(page)).not.toMatch(/undefined|NaN|Invalid|null null/);
});

story("a status word nobody documented is shown as it came and stays open", async ({ page }) => {
  const id = await createJob({ status: "HIBERNATING" });
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.state).toContainText("Unknown");
  await expect(job.state).toContainText("HIBERNATING");
  await expect(job.state).toContainText("Live");
  await expect(page).toHaveTitle("unknown · overlay.generate");
  await advance(id, { status: "COMPLETED" });
  await expect(job.state).toContainText("Succeeded");
});

for (const events of ["null", "empty", "untimed", "shuffled"] as const) {
  story(`a finished job whose events are ${events} opens`, async ({ page }) => {
    const id = await createJob({ status: "COMPLETED", form: { events } });
    await page.goto(toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.state).toContainText("Succeeded");
    expect(await readAll(page)).not.toMatch(negativeDuration);
  });
}

story("times that run backwards give no negative duration", async ({ page }) => {
  const createdAt = Date.now() - 60_000;
  const id = await createJob({ createdAt });
  await advance(id, { status: "RUNNING", at: createdAt - 20_000 });
  await advance(id, { status: "COMPLETED", at: createdAt - 30_000 });
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.state).toContainText("Succeeded");
  expect(await readAll(page)).not.toMatch(negativeDuration);
});

story(
  "times in the future give no negative duration, also while the clock runs",
  async ({ page }) => {
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    const id = await createJob({ status: "RUNNING" });
    const events = [
      { status: "PENDING", timestamp: inAnHour },
      { status: "RUNNING", timestamp: inAnHour },
    ];
    const job = { id, type: "parse", status: "RUNNING", created_at: inAnHour, events };
    await putRaw(id, JSON.stringify({ data: job }));
    await page.goto(toJobUrl(id));
    await expect(findOnJobPage(page).state).toContainText("Live");
    expect(await readAll(page)).not.toMatch(negativeDuration);
  },
);

story("nonsense on the stream changes nothing, and what follows it arrives", async ({ page }) => {
  const id = await createJob({ type: "parse", status: "RUNNING" });
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.state).toContainText("Live");
  expect(await disturbStreams("garbage", id)).toBe(1);
  await advance(id, { progress: 0.25, message: "Reading legends" });
  await expect(job.events.last()).toContainText("Reading legends", { timeout: 20_000 });
  await advance(id, { status: "COMPLETED" });
  await expect(job.state).toContainText("Succeeded");
});

story("markup in the upstream's texts is text", async ({ page }) => {
  const markup = `<img src=x onerror="throw new Error('run')"><script>throw 1</script>`;
  const id = await createJob({
    type: markup,
    status: "FAILED",
    error: { code: markup, message: markup },
    payload: { [markup]: markup },
  });
  await page.goto(toJobUrl(id));
  const job = findOnJobPage(page);
  await expect(job.type).toHaveText(markup);
  await expect(job.error.getByRole("heading")).toHaveText(markup);
  await expect(job.main.locator("img:not([alt])")).toHaveCount(0);
});

story(
  "a payload of 5 MB opens as a tree, is searched and tells the path of a hit",
  async ({ page }) => {
    const needle = JSON.stringify({ deep: [{ needle: 12345678901234567890n.toString() }] });
    const filler = `"${"0123456789abcdef".repeat(8)}",`.repeat(38_000);
    const id = await createJob({ payloadText: `{"blob":[${filler}${needle}]}` });
    await page.goto(toJobUrl(id));
    const { payload } = findOnJobPage(page);
    await expect(payload).toContainText("5 MB");
    await payload.scrollIntoViewIfNeeded();
    const tree = payload.getByRole("tree", { name: "Payload" });
    await expect(tree).toBeVisible({ timeout: 20_000 });
    await expect(tree.getByRole("treeitem", { name: "blob" })).toBeVisible();

    await payload.getByRole("button", { name: "Find in the payload" }).click();
    await payload.getByRole("textbox", { name: "Find in the payload" }).fill("needle");
    await expect(payload.getByText("1 of 1", { exact: true })).toBeVisible();
    await expect(tree.getByRole("treeitem", { name: "12345678901234567890" })).toBeInViewport();
    await expect(payload).toContainText(".blob[38000].deep[0].needle");
  },
);
