import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { createKnownJob, isAlive, query, table } from "./support/list.ts";
import { expect, story } from "./support/story.ts";

const rows = (page: Page) => page.getByRole("group", { name: "Jobs" });
const said = (page: Page, text: string) =>
  page
    .getByRole("main")
    .getByRole("status")
    .filter({ hasText: new RegExp(`^${text}$`) });

async function ask(page: Page, text: string): Promise<void> {
  await query(page).fill(text);
  await query(page).press("Enter");
}

story("a screen reader is told what a filter found, and of news once", async ({ page }) => {
  for (const _ of [1, 2]) await createKnownJob(page, "story.spoken");
  await page.goto("/jobs");
  await isAlive(page);
  await ask(page, "type:story.spoken");
  await expect(said(page, "2 jobs")).toHaveCount(1);
  await createKnownJob(page, "story.spoken");
  await expect(said(page, "New jobs")).toHaveCount(1);
  await createKnownJob(page, "story.spoken");
  const show = page.getByRole("button", { name: "2 new · show" });
  await expect(show).toBeVisible();
  await expect(said(page, "New jobs")).toHaveCount(1);
  await show.press("Enter");
  await expect(rows(page)).toBeFocused();
  await expect(said(page, "4 jobs")).toHaveCount(1);
  await ask(page, "type:story.spoken status:failed");
  await expect(said(page, "No job matches")).toHaveCount(1);
});

story("the keyboard's place is not lost with the button that was pressed", async ({ page }) => {
  const id = await createKnownJob(page, "story.focus");
  await page.goto("/jobs?type=story.focus");
  await isAlive(page);
  await page.getByRole("checkbox", { name: `Tick story.focus ${id}` }).check();
  const bar = page.getByRole("region", { name: "Ticked jobs" });
  const progress = page.getByRole("region", { name: "Export" });
  await bar.getByRole("button", { name: "Export" }).press("Enter");
  await expect(progress).toContainText("Exported");
  await progress.getByRole("button", { name: "Close" }).press("Enter");
  await expect(bar.getByRole("button", { name: "Export" })).toBeFocused();
  await bar.getByRole("button", { name: "Clear" }).press("Enter");
  await expect(rows(page)).toBeFocused();

  const menu = page.locator("summary", { hasText: "Export" });
  await menu.press("Enter");
  await page.getByRole("link", { name: /CSV/ }).press("Enter");
  await expect(menu).toBeFocused();
  await expect(progress).toContainText("Exported");
  await progress.getByRole("button", { name: "Close" }).press("Enter");
  await expect(menu).toBeFocused();

  await ask(page, "type:story.focus status:failed");
  await page.getByRole("link", { name: "all conditions" }).press("Enter");
  await expect(query(page)).toHaveValue("");
  await expect(table(page)).toBeVisible();
  await expect(page.locator("body")).not.toBeFocused();
  expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/^list-(?:rows|count)$/);
});

story("what is wrong with a query has no accessibility fault", async ({ page }) => {
  await page.goto("/jobs");
  await isAlive(page);
  await ask(page, "status:faild type:");
  await expect(page.getByRole("alert").getByRole("listitem")).toHaveCount(2);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
