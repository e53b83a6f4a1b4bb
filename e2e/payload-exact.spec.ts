import type { Page } from "@playwright/test";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { createJob } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const readClipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function openPayload(page: Page, payloadText: string) {
  const id = await createJob({ status: "COMPLETED", payloadText });
  await page.goto(toJobUrl(id));
  const { payload, state } = findOnJobPage(page);
  await expect(state).toContainText("Ended");
  const row = (text: string) =>
    payload
      .getByRole("treeitem")
      .filter({ hasText: text })
      .first()
      .click({ position: { x: 40, y: 8 } });
  return { payload, row, tree: payload.getByRole("tree", { name: "Payload" }) };
}

story("what is copied whole is byte for byte what the upstream sent", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const text = String.raw`{ "half":"\ud800",  "n": 1.10, "a":1,"a":1e400, "nul":"\u0000","z":"𝄞" }`;
  const { payload, row } = await openPayload(page, text);
  await payload.getByRole("button", { name: "Copy all of the payload" }).click();
  await expect.poll(() => readClipboard(page)).toBe(text);
  for (const [key, written] of [
    ["half", String.raw`"\ud800"`],
    ["nul", String.raw`"\u0000"`],
  ] as const) {
    await row(key);
    await expect(payload).toContainText("No clipboard can hold it; copied as");
    await payload.getByRole("button", { name: "Copy value as JSON" }).click();
    await expect.poll(() => readClipboard(page)).toBe(written);
  }
  await row("z:");
  await payload.getByRole("button", { name: "Copy value", exact: true }).click();
  await expect.poll(() => readClipboard(page)).toBe("𝄞");
});

story(
  "on plain HTTP, where pages have no clipboard, ends of lines stay too",
  async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const text = '{\r\n "a": 1,\n "b": 2}';
    await page.addInitScript(() => {
      Object.assign(navigator.clipboard, { writeText: () => Promise.reject(new Error("shut")) });
    });
    const { payload } = await openPayload(page, text);
    await payload.getByRole("button", { name: "Copy all of the payload" }).click();
    await expect.poll(() => readClipboard(page)).toBe(text);
  },
);

story("a masked payload is as tall as its lines, and opens without asking", async ({ page }) => {
  const { tree } = await openPayload(page, '{"token":"a-value-that-is-long-enough-to-shrink"}');
  await expect(tree).toContainText("[masked]");
  expect((await tree.boundingBox())?.height).toBeLessThan(120);
});

story("what acts unseen in a key is written out in tree, path and table", async ({ page }) => {
  const key = "in\u202evoice\u200b";
  const seen = "in⟨U+202E⟩voice⟨U+200B⟩";
  const { payload, tree } = await openPayload(page, `{"rows":[{"${key}":1},{"${key}":2}]}`);
  await expect(tree).toContainText(seen);
  await tree.getByRole("treeitem", { name: "2 items" }).or(tree.getByText("rows")).first().click();
  await payload.getByRole("button", { name: "Show as a table" }).click();
  const grid = payload.getByRole("grid", { name: "Payload as a table" });
  await expect(grid.getByRole("columnheader").nth(1)).toHaveText(`"${seen}"`);
});

story("the table is worked by keyboard alone", async ({ page }) => {
  const items = Array.from({ length: 500 }, (_, n) => `{"code":"S${n}","n":${n}.10}`);
  const { payload, row, tree } = await openPayload(page, `{"legend":[${items.join()}]}`);
  await row("legend");
  await payload.getByRole("button", { name: "Show as a table" }).click();
  const grid = payload.getByRole("grid", { name: "Payload as a table" });
  await expect(grid).toBeFocused();
  const chosen = grid.locator("[aria-selected=true]");
  for (const [key, text] of [
    ["ArrowDown", "1"],
    ["ArrowRight", '"S1"'],
    ["End", "1.10"],
    ["Control+End", "499.10"],
    ["ArrowUp", "498.10"],
    ["Control+Home", "0"],
    ["ArrowRight", '"S0"'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(chosen).toHaveText(text);
    await expect(chosen).toBeInViewport();
  }
  await page.keyboard.press("Enter");
  await expect(payload.getByRole("region", { name: "Chosen in the payload" })).toContainText(
    "$.legend[0].code",
  );
  await expect(tree).toBeFocused();
});

story("a long document is packed for the way, and comes out as it was", async ({ page }) => {
  const text = `[${Array.from({ length: 20_000 }, (_, n) => `{"n":${n}.10}`).join()}]`;
  const id = await createJob({ status: "COMPLETED", payloadText: text });
  const href = `/api${toJobUrl(id)}/payload`;
  await page.goto(toJobUrl(id));
  const received = await page.evaluate(async (href) => {
    const response = await fetch(href);
    return { encoding: response.headers.get("content-encoding"), text: await response.text() };
  }, href);
  expect(received).toEqual({ encoding: "zstd", text });
  const plain = await page.request.get(href, { headers: { "accept-encoding": "identity" } });
  expect(plain.headers()["content-encoding"]).toBeUndefined();
  expect(await plain.text()).toBe(text);
});
