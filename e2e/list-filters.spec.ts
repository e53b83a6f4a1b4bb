import type { Page } from "@playwright/test";
import { createKnownJob, isAlive, query } from "./support/list.ts";
import { expect, story } from "./support/story.ts";

async function openFilters(page: Page) {
  await page.getByRole("button", { name: "Filters" }).click();
  return page.getByRole("region", { name: "Filters" });
}

story.describe("on a phone", () => {
  story.use({ viewport: { width: 375, height: 800 }, hasTouch: true });
  story("a condition that was typed is kept by the tab that is tapped next", async ({ page }) => {
    await page.goto("/jobs?type=story.typed");
    await isAlive(page);
    const from = (await openFilters(page)).getByRole("textbox", { name: "Duration from" });
    const tab = (name: RegExp) =>
      page.getByRole("navigation", { name: "Status" }).getByRole("link", { name });
    await from.fill("5m");
    await tab(/Running/).tap();
    await expect(query(page)).toHaveValue("status:running type:story.typed duration:>5m");
    await expect(page).toHaveURL(/min_duration=5m/);
    await expect(from).toHaveValue("5m");
    await from.fill("");
    await tab(/All/).tap();
    await expect(query(page)).toHaveValue("type:story.typed");
    await expect(from).toHaveValue("");
  });
});

story(
  "a type or a project that is not among those offered is added by its name and Enter",
  async ({ page }) => {
    await page.goto("/jobs");
    await isAlive(page);
    const panel = await openFilters(page);
    const search = panel.getByRole("textbox", { name: "Search, or add a type" });
    await search.fill("story.nowhere");
    await expect(panel.getByText("Nothing found. Enter adds it as a type")).toBeVisible();
    await search.press("Enter");
    await expect(panel.getByRole("checkbox", { name: "story.nowhere" })).toBeChecked();
    await expect(search).toHaveValue("");
    await expect(search).toBeFocused();
    const projects = panel.getByRole("textbox", { name: "Search, or add a project’s ID" });
    await projects.fill("-prj_nowhere");
    await expect(panel.getByText("Enter leaves it out")).toBeVisible();
    await projects.press("Enter");
    await expect(query(page)).toHaveValue("type:story.nowhere -project:prj_nowhere");
  },
);

story("a type that came while the page stood open is offered", async ({ page }) => {
  await page.goto("/jobs");
  await isAlive(page);
  const panel = await openFilters(page);
  await panel.getByRole("textbox", { name: "Search, or add a type" }).fill("story.late");
  await expect(panel.getByText("Nothing found.")).toBeVisible();
  await createKnownJob(page, "story.late");
  await panel.getByRole("checkbox", { name: "story.late" }).click();
  await expect(query(page)).toHaveValue("type:story.late");
});

story("a type that begins with - is left out, and not to be had alone", async ({ page }) => {
  await createKnownJob(page, "-dash.story");
  await page.goto("/jobs");
  await isAlive(page);
  const panel = await openFilters(page);
  await panel.getByRole("textbox", { name: "Search, or add a type" }).fill("dash.story");
  await expect(panel.getByRole("checkbox", { name: /-dash\.story/ })).toBeDisabled();
  await panel.getByRole("button", { name: "not -dash.story" }).click();
  await expect(query(page)).toHaveValue("-type:-dash.story");
  await panel.getByRole("button", { name: "not -dash.story", pressed: true }).click();
  await expect(query(page)).toHaveValue("");
});
