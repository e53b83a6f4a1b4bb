import { isAlive, table } from "./support/list.ts";
import { expect, story } from "./support/story.ts";

story(
  "a choice in a menu is made by its name, and the menu stays for the next",
  async ({ page }) => {
    await page.goto("/jobs");
    await isAlive(page);
    const waited = table(page).getByRole("columnheader", { name: "Waited" });
    await expect(waited).toBeVisible();
    await page.locator("summary", { hasText: "Columns" }).click();
    const columns = page.getByRole("group", { name: "Columns" });
    await columns.getByText("Waited").click();
    await expect(waited).toBeHidden();
    await columns.getByText("Waited").click();
    await expect(waited).toBeVisible();

    await page.getByLabel(/^Display/).click();
    await page.getByText("Dark", { exact: true }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.getByText("As the system")).toBeVisible();
  },
);

story("a pasted text without an ID is told so until the reader goes on", async ({ page }) => {
  await page.goto("/jobs");
  await isAlive(page);
  const hint = page.getByRole("banner").getByRole("alert");
  const paste = (text: string) =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text", pasted);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, text);
  await paste("nothing of the kind");
  await expect(hint).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(hint).toBeHidden();
  await paste("nothing of the kind");
  await expect(hint).toBeVisible();
  await page.getByRole("banner").getByRole("link", { name: "System" }).click();
  await expect(page).toHaveURL(/\/system/);
  await expect(hint).toBeHidden();
});
