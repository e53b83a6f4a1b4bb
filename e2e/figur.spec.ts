import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { figur } from "./support/figur.ts";
import { findOnJobPage } from "./support/job-page.ts";
import { findPasteBox, paste } from "./support/paste.ts";
import { expect, story } from "./support/story.ts";

const findGallery = (page: Page) => {
  const panel = page.getByRole("region", { name: "Artifacts" });
  return {
    panel,
    final: panel.getByRole("region", { name: "Final" }),
    intermediate: panel.getByRole("region", { name: "Intermediate" }),
    large: page.getByRole("dialog"),
  };
};

/** Whether the picture has come and holds something. */
async function expectDrawn(picture: Locator): Promise<void> {
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() =>
      picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
    )
    .toBeGreaterThan(100);
}

async function createFinished(labels: string[]): Promise<string> {
  const results = labels.map((label) => ({ label }));
  const id = await figur.createJob({ status: "IN_PROGRESS" });
  await figur.advance(id, { event: "stage", stage: "pose", message: "Posing" });
  await figur.advance(id, { status: "SUCCESS", results });
  await figur.advance(id, { event: "succeeded", extra: { cost: 0.042, currency: "USD" } });
  return id;
}

story(
  "a pasted ULID leads to the job, and it is followed through its stages to its pictures",
  async ({ page }) => {
    const id = await figur.createJob({ type: "GARMENT_TURNTABLE" });
    await page.goto("/");
    await expect(findPasteBox(page)).toBeFocused();
    await paste(page, `figur job "${id.toLowerCase()}" looks stuck?`);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(figur.toUrl(id));
    const job = findOnJobPage(page);
    const gallery = findGallery(page);
    await expect(job.type).toHaveText("GARMENT_TURNTABLE");
    await expect(job.state).toContainText("Queued");
    await expect(job.state).toContainText("Polling");
    await expect(job.main).toContainText("every");
    await expect(gallery.panel).toContainText("No artifacts yet.");

    await figur.advance(id, { event: "stage", stage: "pose", message: "Posing the model" });
    await figur.advance(id, { status: "IN_PROGRESS" });
    await expect(job.state).toContainText("Running");
    await expect(job.events.last()).toContainText("Posing the model");
    await expect(job.lane).toHaveAttribute("aria-label", /pose/);

    const sketch = { role: "intermediate", kind: "preview", label: "Sketch" };
    await figur.advance(id, {
      event: "stage",
      stage: "render",
      message: "Rendering",
      pictures: [sketch],
    });
    await expectDrawn(gallery.intermediate.getByRole("img", { name: "Sketch" }));
    await expect(gallery.final).toHaveCount(0);

    await figur.advance(id, { event: "succeeded", extra: { cost: 0.042, currency: "USD" } });
    await figur.advance(id, { status: "SUCCESS", results: [sketch, { label: "Front" }] });
    await expect(job.state).toContainText("Succeeded");
    await expect(job.state).toContainText("Ended");
    await expect(job.fact("Cost")).toContainText("0.042 USD");
    await expectDrawn(gallery.final.getByRole("img", { name: "Front" }));
    await expect(gallery.intermediate.getByRole("img")).toHaveCount(1);
    await expect(job.events).toHaveCount(4);
    await expect(job.results).toContainText("short-lived, not kept");
  },
);

story("an address that has died is asked for anew, and nobody notices", async ({ page }) => {
  const id = await createFinished(["Front"]);
  await page.goto(figur.toUrl(id));
  const front = findGallery(page).final.getByRole("img", { name: "Front" });
  await expectDrawn(front);
  const before = await figur.countRequests(id);

  await figur.expireUrls();
  const path = await front.getAttribute("src");
  const answer = await page.request.get(`${path}?again=1`);
  expect(answer.headers()["content-type"]).toBe("image/png");
  expect((await figur.countRequests(id)).get).toBe(before.get + 1);
});

story("a large picture is opened, left and gone through by keyboard", async ({ page }) => {
  const id = await createFinished(["Front", "Back", "Side"]);
  await page.goto(figur.toUrl(id));
  const { final, large } = findGallery(page);
  const front = final.getByRole("link", { name: "Open Front" });
  await expectDrawn(final.getByRole("img", { name: "Front" }));
  // Until its code has come, the picture is a link to the file.
  await page.waitForLoadState("networkidle");
  await front.focus();
  await page.keyboard.press("Enter");
  await expect(large).toBeVisible();
  await expect(large.getByRole("heading")).toHaveText("Front");
  await expectDrawn(large.getByRole("img", { name: "Front" }));
  await page.keyboard.press("ArrowRight");
  await expect(large.getByRole("heading")).toHaveText("Back");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(large.getByRole("heading")).toHaveText("Side");
  await expect(large).toContainText("3 of 3");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.flatMap(({ id: rule, nodes }) => nodes.map((node) => `${rule} ${node.html}`)),
  ).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(large).toHaveCount(0);
  await expect(front).toBeFocused();
});

story("the gallery is accessible at both widths and in both themes", async ({ page }) => {
  const id = await createFinished(["Front", "Back", "A label that goes on ".repeat(8)]);
  await page.goto(figur.toUrl(id));
  await expectDrawn(findGallery(page).final.getByRole("img", { name: "Front" }));
  for (const width of [1440, 320])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id: rule, nodes }) => [rule, nodes[0]?.html])).toEqual([]);
      const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrollWidth).toBeLessThanOrEqual(width);
    }
});

story.describe("a picture that cannot be had", () => {
  story.use({ expectedErrors: [/status of 40[34].*\/artifacts\//] });

  story("says why in its place, and comes when asked for again", async ({ page }) => {
    const id = await createFinished(["Front", "Back"]);
    await figur.fault({ kind: "status", status: 403, route: "image", jobId: id });
    await page.goto(figur.toUrl(id));
    const { final } = findGallery(page);
    await expect(final.getByRole("status").first()).toContainText(
      "file store refuses this picture (403)",
    );
    await expect(final.getByRole("button", { name: "Try again" })).toHaveCount(2);
    await expect(final.getByRole("status").last()).toContainText("(403)");
    await figur.clearFaults();
    await final.getByRole("button", { name: "Try again: Front" }).click();
    await expectDrawn(final.getByRole("img", { name: "Front" }));
    await expect(final.getByRole("button", { name: "Try again: Back" })).toBeVisible();
  });
});

story.describe("without script", () => {
  story.use({ javaScriptEnabled: false });

  story("the pictures and their links are there", async ({ page }) => {
    const id = await createFinished(["Front"]);
    await page.goto(figur.toUrl(id));
    const { final } = findGallery(page);
    await expect(final.getByRole("img", { name: "Front" })).toBeVisible();
    const full = final.getByRole("link", { name: "Full size of Front" });
    await expect(full).toHaveAttribute("href", /\/api\/jobs\/figur\/.*\/artifacts\/result\.0$/);
  });
});

story("a failed job says why, whatever key the reason stood under", async ({ page }) => {
  const id = await figur.createJob({ status: "FAILURE" });
  const extra = { diagnostics: { exception: "CUDA out of memory" }, cost: { credits: 2 } };
  await figur.advance(id, { event: "FAILED", message: "Job failed", extra });
  await page.goto(figur.toUrl(id));
  const job = findOnJobPage(page);
  await expect(job.error).toContainText("CUDA out of memory");
  await expect(job.fact("Cost")).toContainText("2 credits");
});

story(
  "a cancel is shown as asked at once, and as what came of it when that comes",
  async ({ page }) => {
    const id = await figur.createJob({ status: "IN_PROGRESS" });
    await page.goto(figur.toUrl(id));
    const job = findOnJobPage(page);
    await expect(job.state).toContainText("Polling");
    await page.getByRole("button", { name: "Cancel job…" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Cancel (?:the )?job/ })
      .click();
    await expect(job.events.filter({ hasText: "Cancel asked" })).toHaveCount(1);
    await expect(job.state).toContainText("Running");

    await figur.advance(id, {
      event: "failed",
      message: "Canceled on request",
      extra: { reason: "CANCELED" },
    });
    await figur.advance(id, { status: "FAILURE" });
    await expect(job.state).toContainText("Failed");
    await expect(job.error).toContainText("Canceled on request");
  },
);
