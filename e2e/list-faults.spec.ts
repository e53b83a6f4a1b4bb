import { isAlive, query, table } from "./support/list.ts";
import { expect, story } from "./support/story.ts";

story("a query that cannot be read is answered under the box, at its place", async ({ page }) => {
  await page.goto("/jobs");
  await isAlive(page);
  await query(page).fill("type:parse status:faild");
  await query(page).press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "faild" })).toContainText(
    "is no status: there are queued",
  );
  await expect(query(page)).toHaveAttribute("aria-invalid", "true");
  await query(page).fill("x".repeat(10_000));
  await query(page).press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "at most" })).toBeVisible();
});

story(
  "a bound that cannot be read is answered under the box, and nothing is asked for",
  async ({ page }) => {
    await page.goto("/jobs");
    await isAlive(page);
    await page.getByRole("button", { name: "Filters" }).click();
    const from = page.getByRole("textbox", { name: "Created from" });
    await from.fill("banana");
    await from.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "banana" })).toContainText("no instant");
    await expect(query(page)).toHaveValue("created:>banana");
    await expect(table(page)).toHaveCount(0);
    await expect(page.getByText("Export")).toHaveCount(0);
    await from.fill("");
    await from.press("Enter");
    await expect(table(page)).toBeVisible();
    await query(page).press("Enter");
    await query(page).press("Enter");
    await page.goBack();
    await expect(query(page)).toHaveValue("created:>banana");
  },
);

story.describe("an address that is refused", () => {
  story.use({ expectedErrors: [/status of 400/] });
  story("says why, and the tabs lead out of it", async ({ page }) => {
    const all = page.getByRole("navigation", { name: "Status" }).getByRole("link", { name: /All/ });
    for (const search of ["foo=1", "cursor=x"]) {
      await page.goto(`/jobs?${search}`);
      const said = page.getByRole("alert").filter({ hasText: search.split("=")[0] ?? "" });
      await expect(said).toBeVisible();
      await expect(table(page)).toHaveCount(0);
      await expect(async () => {
        await all.click();
        await expect(page).toHaveURL("/jobs", { timeout: 1_000 });
      }).toPass();
      await expect(table(page)).toBeVisible();
      await expect(said).toHaveCount(0);
      await page.goBack();
      await expect(said).toBeVisible();
    }
  });
});
