import { readFile } from "node:fs/promises";
import { createKnownJob, isAlive, query, table } from "./support/list.ts";
import { expect, story } from "./support/story.ts";

story("ticked jobs lead to a wall, a comparison, and their IDs", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [a, b] = [
    await createKnownJob(page, "story.ticks"),
    await createKnownJob(page, "story.ticks", "FAILED"),
  ];
  await page.goto("/jobs?type=story.ticks");
  await isAlive(page);
  await page.getByRole("checkbox", { name: `Tick story.ticks ${a}` }).check();
  await page.getByRole("checkbox", { name: `Tick story.ticks ${b}` }).check();
  const bar = page.getByRole("region", { name: "Ticked jobs" });
  await expect(bar.getByRole("status").first()).toHaveText("2 ticked");
  await expect(bar.getByRole("link", { name: "Watch" })).toHaveAttribute(
    "href",
    new RegExp(`${a}.*${b}`),
  );
  await expect(bar.getByRole("link", { name: "Compare" })).toHaveAttribute(
    "href",
    new RegExp(`a=bedrock:${a}&b=bedrock:${b}`),
  );
  await bar.getByRole("button", { name: "Copy IDs" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${a}\n${b}`);
});

story(
  "ticks outlive a comparison and another tab, and the bar says which of them are not in the list",
  async ({ page }) => {
    const a = await createKnownJob(page, "story.kept");
    const b = await createKnownJob(page, "story.kept", "FAILED");
    await page.goto("/jobs?type=story.kept");
    await isAlive(page);
    const tickOf = (id: string) => page.getByRole("checkbox", { name: `Tick story.kept ${id}` });
    const bar = page.getByRole("region", { name: "Ticked jobs" });
    const said = bar.getByRole("status").first();
    await tickOf(a).check();
    await expect(bar.getByRole("button", { name: "Compare two" })).toBeDisabled();
    await tickOf(b).check();
    await expect(said).toHaveText("2 ticked");
    await page
      .getByRole("navigation", { name: "Status" })
      .getByRole("link", { name: /Failed/ })
      .first()
      .click();
    await expect(said).toHaveText("2 ticked, 1 not in this list");
    await bar.getByRole("link", { name: "Compare" }).click();
    await expect(page).toHaveURL(/\/compare/);
    await page.goBack();
    await expect(said).toHaveText("2 ticked, 1 not in this list");
    await expect(query(page)).toHaveValue("status:failed type:story.kept");
    await page.goBack();
    await expect(said).toHaveText("2 ticked");
    await expect(tickOf(a)).toBeChecked();
    await bar.getByRole("button", { name: "Clear" }).click();
    await expect(bar).toHaveCount(0);
  },
);

story("the list as filtered is saved to a file, with its progress", async ({ page }) => {
  const id = await createKnownJob(page, "story.export");
  await page.goto("/jobs?type=story.export");
  await isAlive(page);
  const download = page.waitForEvent("download");
  await page.locator("summary", { hasText: "Export" }).click();
  await page.getByRole("link", { name: /CSV/ }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.split("\r\n")).toHaveLength(3);
  expect(text).toContain(`bedrock,${id},story.export,running`);
  await expect(page.getByRole("region", { name: "Export" })).toContainText("Exported");
});

story("more ticked jobs than an address can name are exported as one file", async ({ page }) => {
  await page.goto("/jobs");
  await isAlive(page);
  const all = page.getByRole("checkbox", { name: "Tick all that are loaded" });
  const rows = () => table(page).getByRole("row");
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 6_000);
      return Number(await rows().last().getAttribute("aria-rowindex"));
    })
    .toBeGreaterThan(230);
  // Not `check`: rows that come in the same moment are loaded and not ticked.
  await all.click();
  const bar = page.getByRole("region", { name: "Ticked jobs" });
  const ticked = Number((await bar.getByRole("status").first().innerText()).replace(/\D/g, ""));
  expect(ticked).toBeGreaterThan(230);
  await expect(bar.getByRole("button", { name: "Watch up to 200" })).toBeDisabled();
  const download = page.waitForEvent("download");
  await bar.getByRole("button", { name: "Export" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  const lines = text.trim().split("\r\n");
  expect(lines).toHaveLength(ticked + 1);
  expect(lines.filter((line) => line.includes("raw_status"))).toHaveLength(1);
  await expect(page.getByRole("region", { name: "Export" })).toContainText(`of ${ticked} jobs`);
});

story("an export of ticked jobs goes on when the ticks are cleared", async ({ page }) => {
  const id = await createKnownJob(page, "story.export");
  await page.goto("/jobs?type=story.export");
  await isAlive(page);
  const asked = Promise.withResolvers<void>();
  const cleared = Promise.withResolvers<void>();
  await page.route("**/api/jobs.csv?*", async (route) => {
    asked.resolve();
    await cleared.promise;
    await route.continue();
  });
  await page.getByRole("checkbox", { name: `Tick story.export ${id}` }).check();
  const bar = page.getByRole("region", { name: "Ticked jobs" });
  const saved = page.waitForEvent("download");
  await bar.getByRole("button", { name: "Export" }).click();
  await asked.promise;
  await bar.getByRole("button", { name: "Clear" }).click();
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Export" })).toContainText("Exporting");
  cleared.resolve();
  expect(await readFile(await (await saved).path(), "utf8")).toContain(id);
});
