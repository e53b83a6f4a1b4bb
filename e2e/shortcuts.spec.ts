import { AxeBuilder } from "@axe-core/playwright";
import { expect, story } from "./support/story.ts";

story("the keys are shown under ?, but not to somebody who types one", async ({ page }) => {
  await page.goto("/jobs");
  const keys = page.getByRole("dialog", { name: "Keys" });
  const box = page.getByRole("banner").getByRole("textbox");
  // The page may not hear keys yet. Once the dialog is open, nothing beneath it can be clicked.
  await expect(async () => {
    if (!(await keys.isVisible())) await page.keyboard.press("?");
    await expect(keys).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(keys).toContainText("to the box that takes job IDs");
  const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();

  await box.focus();
  await page.keyboard.type("?");
  await expect(box).toHaveValue("?");
  await expect(keys).toBeHidden();
});
