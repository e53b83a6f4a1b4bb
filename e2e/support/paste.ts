import type { Locator, Page } from "@playwright/test";

/** The paste box of the page itself; the one in the header is always there as well. */
export function findPasteBox(page: Page): Locator {
  return page.getByRole("main").getByRole("textbox", { name: "Job ID, or a text that holds one" });
}

/** Through the clipboard, as a person would, into whatever has the focus. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("ControlOrMeta+V");
}
