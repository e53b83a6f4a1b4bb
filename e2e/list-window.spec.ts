import { createKnownJob, isAlive, table } from "./support/list.ts";
import { expect, story } from "./support/story.ts";

story(
  "ten thousand pixels down, the table has the rows of that place and no more than it needs",
  async ({ page }) => {
    await page.goto("/jobs");
    await isAlive(page);
    const count = async () => table(page).getByRole("row").count();
    for (let step = 0; step < 12; step += 1) {
      await page.mouse.wheel(0, 4_000);
      await page.waitForTimeout(100);
    }
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(5_000);
    expect(await count()).toBeLessThan(160);
    const total = Number(await table(page).getAttribute("aria-rowcount"));
    expect(total).toBeGreaterThan(200);
  },
);

story(
  "each row is as high as the window reckons, on a phone too, where it tells the same in two lines",
  async ({ page }) => {
    const id = await createKnownJob(page, "story.height");
    await page.goto("/jobs");
    await isAlive(page);
    const heights = async () =>
      await table(page)
        .locator("tbody tr:not([aria-hidden])")
        .evaluateAll((rows) => [...new Set(rows.map((row) => row.getBoundingClientRect().height))]);
    expect(await heights()).toEqual([38]);
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await heights()).toEqual([38]);
    const row = table(page).getByRole("row").filter({ hasText: id });
    for (const shown of ["Running", /^\d\d:\d\d:\d\d$/, "story.height"])
      await expect(row.getByText(shown)).toBeVisible();
    await expect(row.getByText(id)).toBeHidden();
  },
);

story("Back from a job finds the list where it was left", async ({ page }) => {
  await page.goto("/jobs");
  await isAlive(page);
  for (let step = 0; step < 8; step += 1) {
    await page.mouse.wheel(0, 2_000);
    await page.waitForTimeout(150);
  }
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(5_000);
  const top = await page.evaluate(() => scrollY);
  const rows = table(page).locator("tbody a");
  const inSight = rows.nth(Math.floor((await rows.count()) / 2));
  const href = (await inSight.getAttribute("href")) ?? "";
  await inSight.click();
  await expect(page).toHaveURL(href);
  await expect(page.getByRole("region", { name: "Timeline" })).toBeVisible();
  await page.goBack();
  await expect(table(page).locator(`a[href="${href}"]`)).toBeInViewport();
  expect(Math.abs((await page.evaluate(() => scrollY)) - top)).toBeLessThan(400);
});
