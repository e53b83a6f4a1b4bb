import type { Page } from "@playwright/test";
import { z } from "zod";
import { createKnownJob, isAlive, link, table } from "./support/list.ts";
import { advance } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const firstRow = (page: Page) => table(page).locator("tbody a").first();

/** The ID of one that has ended; another of the same type runs. */
async function createPair(page: Page, type: string): Promise<string> {
  const ended = await createKnownJob(page, type);
  await advance(ended, { status: "COMPLETED" });
  await page.request.get(`/api/jobs/bedrock/${ended}?refresh=1`);
  await createKnownJob(page, type);
  return ended;
}

async function sortBy(page: Page, from: string, words: string): Promise<void> {
  await page.locator("summary", { hasText: from }).click();
  await page.getByRole("list", { name: "Sort" }).getByRole("link", { name: words }).click();
  await expect(page.getByText(`2 jobs, ${words}`)).toBeVisible();
}

story.describe("on a phone", () => {
  story.use({ viewport: { width: 320, height: 700 } });
  story(
    "a list is sorted beside its count, and jobs without the value are last",
    async ({ page }) => {
      const ended = await createPair(page, "story.sorted");
      await page.goto("/jobs?type=story.sorted");
      await isAlive(page);
      await sortBy(page, "newest first", "last ended first");
      await expect(page).toHaveURL(/sort=-ended/);
      await expect(page.locator("summary", { hasText: "last ended first" })).toBeFocused();
      await expect(firstRow(page)).toHaveAttribute("href", new RegExp(ended));
      await sortBy(page, "last ended first", "first ended first");
      await expect(firstRow(page)).toHaveAttribute("href", new RegExp(ended));
      await page.goBack();
      await expect(page.getByText("2 jobs, last ended first")).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    },
  );
});

story.describe("without JavaScript", () => {
  story.use({ javaScriptEnabled: false });
  story("a list is sorted all the same", async ({ page }) => {
    const ended = await createPair(page, "story.unscripted");
    await page.goto("/jobs?type=story.unscripted");
    await sortBy(page, "newest first", "shortest first");
    await expect(page).toHaveURL(/sort=duration/);
    await expect(firstRow(page)).toHaveAttribute("href", new RegExp(ended));
  });
});

const pageSchema = z.object({
  data: z.array(z.object({ id: z.string() })),
  meta: z.object({ next: z.string().nullable() }),
});

story(
  "a page link of a reader without JavaScript is that page, and calls nothing before it new",
  async ({ page }) => {
    const read = async (search: string) =>
      pageSchema.parse(await (await page.request.get(`/api/jobs?limit=50${search}`)).json());
    const cursor = `cursor=${encodeURIComponent((await read("")).meta.next ?? "")}`;
    const id = (await read(`&${cursor}`)).data[0]?.id ?? "";
    const synced = page.waitForResponse((response) => response.url().includes("/api/jobs?"));
    await page.goto(`/jobs?${cursor}`);
    await isAlive(page);
    await synced;
    const added = await createKnownJob(page, "story.page");
    await expect(firstRow(page)).toHaveAttribute("href", new RegExp(id));
    await expect(page.getByRole("button", { name: /new/ })).toHaveCount(0);
    const note = page.getByText("These rows begin further down the list.");
    await note.getByRole("link", { name: "To its beginning" }).click();
    await expect(page).toHaveURL("/jobs");
    await expect(link(page, added)).toBeVisible();
    await expect(note).toHaveCount(0);
    await page.goBack();
    await expect(firstRow(page)).toHaveAttribute("href", new RegExp(id));
    await expect(note).toBeVisible();
  },
);
