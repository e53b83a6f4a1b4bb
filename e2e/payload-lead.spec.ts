import { gantryUrl } from "./support/addresses.ts";
import { toJobUrl } from "./support/job-page.ts";
import { createJob } from "./support/sandbox.ts";
import { openPayload } from "./support/open-payload.ts";
import { expect, story } from "./support/story.ts";

story("a path that fits in very many ways leaves the page alive", async ({ page }) => {
  const { payload } = await openPayload(page, `{"r":${'{"a":'.repeat(3_000)}1${"}".repeat(3_001)}`);
  await payload.getByRole("button", { name: "Find in the payload" }).click();
  await payload.getByRole("radio", { name: "Path" }).check({ force: true });
  const field = payload.getByRole("textbox", { name: "Find in the payload" });
  const count = payload.getByRole("search").getByRole("status");
  await field.fill("$..b..a..a..a");
  await expect(count).toHaveText("No hits", { timeout: 3_000 });
  await field.fill("$..r..a..a..a");
  await expect(count).toHaveText("1 of 2,998", { timeout: 3_000 });
});

story("by keyboard the tree is one stop, however many addresses are in it", async ({ page }) => {
  const urls = Array.from({ length: 50 }, (_, n) => `https://example.com/${n}`);
  const { payload, tree } = await openPayload(page, JSON.stringify({ urls }));
  await tree.focus();
  await page.keyboard.press("ArrowDown");
  const copy = payload.getByRole("button", { name: "Copy path", exact: true });
  await expect(copy).toBeVisible();
  // First come the path itself, which scrolls, and five depths.
  for (let presses = 0; presses < 7; presses += 1) await page.keyboard.press("Tab");
  await expect(copy).toBeFocused();
});

story("Enter on a row follows its link, with Ctrl into another tab", async ({ page, context }) => {
  const other = await createJob({ status: "COMPLETED" });
  const url = `${gantryUrl}/compare`;
  const { tree } = await openPayload(page, JSON.stringify({ url, job: other, n: 1 }));
  const chosen = tree.getByRole("treeitem", { selected: true });
  const here = page.url();
  await tree.focus();
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toContainText("url");
  const [outside] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Enter")]);
  await expect(outside).toHaveURL(url);
  await outside.close();

  await page.keyboard.press("ArrowDown");
  await expect(chosen).toContainText("job");
  const [aside] = await Promise.all([
    context.waitForEvent("page"),
    page.keyboard.press("Control+Enter"),
  ]);
  await expect(aside).toHaveURL(toJobUrl(other));
  await aside.close();
  expect(page.url().split("#")[0]).toBe(here);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(toJobUrl(other));
});

story(
  "an address that names a path opens a document that else waits to be asked",
  async ({ page }) => {
    const row = JSON.stringify({ big: "x".repeat(27_000) });
    const rows = Array.from({ length: 1_300 }, () => row).join();
    const { payload } = await openPayload(
      page,
      `{"rows":[${rows}]}`,
      "#payload=$.rows%5B1234%5D.big",
    );
    await expect(payload.getByRole("treeitem", { selected: true })).toContainText("big", {
      timeout: 40_000,
    });
    await expect(payload.getByRole("region", { name: "Chosen in the payload" })).toContainText(
      "$.rows[1234].big",
    );
  },
);

story("what is typed while find is on its way is searched for", async ({ page }) => {
  const { payload, tree } = await openPayload(page, `{"a":"needle in hay","b":"hay"}`);
  await tree.focus();
  await page.waitForLoadState("networkidle");
  const gate = Promise.withResolvers<void>();
  await page.route("**/*.js", async (route) => {
    await gate.promise;
    await route.continue();
  });
  const field = payload.getByRole("textbox", { name: "Find in the payload" });
  await page.keyboard.press("/");
  await page.keyboard.type("needle");
  await expect(field).toHaveValue("needle");
  await expect(payload.getByRole("search")).toHaveCount(0);
  gate.resolve();
  await page.keyboard.type(" in hay", { delay: 15 });
  await expect(payload.getByRole("search").getByRole("status")).toHaveText("1 of 1");
  await expect(field).toHaveValue("needle in hay");
  await expect(field).toBeFocused();
});
