import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { createJob } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const secret = "s3cr3t-value";

async function openPayload(page: Page, payloadText: string, fragment = "") {
  const id = await createJob({ status: "COMPLETED", payloadText });
  await page.goto(toJobUrl(id) + fragment);
  const { payload } = findOnJobPage(page);
  await expect(findOnJobPage(page).state).toContainText("Ended");
  return { id, payload, tree: payload.getByRole("tree", { name: "Payload" }) };
}

/** The row of a key, chosen by a click beside its value. */
async function choose(tree: Locator, key: string): Promise<void> {
  await tree
    .getByRole("treeitem")
    .filter({ has: tree.page().getByText(key, { exact: true }) })
    .first()
    .click({ position: { x: 40, y: 8 } });
}

story("a payload of 50 MB opens, unfolds, scrolls to its end and is searched", async ({ page }) => {
  const item = `{"id":"blk_01JABCD","bounds":{"x_min":1,"y_min":2.50},"uri":"gs://b/legend.png"}`;
  const items = Array.from({ length: Math.ceil(50_000_000 / item.length) }, () => item);
  const { payload, tree } = await openPayload(page, `{"data":[${items.join(",")}],"last":1e400}`);
  await expect(payload).toContainText('{"data":[{"id"');
  await payload.getByRole("button", { name: "What it consists of" }).click();
  await expect(payload).toContainText(`data: array, ${items.length.toLocaleString("en")} items`);
  await expect(payload).toContainText("last: number, 5 B");
  await payload.getByRole("button", { name: /^Open all/ }).click();
  await expect(tree).toBeVisible({ timeout: 40_000 });
  await expect(tree.getByRole("treeitem", { name: "1e400" })).toBeVisible();

  await tree.getByRole("treeitem", { name: /^data/ }).locator("[data-fold]").first().click();
  const folded = tree.getByRole("treeitem", { name: "3 keys" }).first();
  await expect(folded).toContainText('id: "blk_01JABCD", bounds: {…}, uri: "gs://b/legend.png"');
  await tree.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(tree.getByRole("treeitem", { name: "1e400" })).toBeInViewport();

  await payload.getByRole("button", { name: "Find in the payload" }).click();
  const find = payload.getByRole("textbox", { name: "Find in the payload" });
  await find.fill("Y_MIN");
  await expect(payload).toContainText(`1 of ${items.length.toLocaleString("en")}`, {
    timeout: 30_000,
  });
  await find.press("Shift+Enter");
  await expect(payload).toContainText(`$.data[${items.length - 1}].bounds.y_min`);
  await payload.getByRole("radio", { name: "Path" }).check({ force: true });
  await find.fill("$.data[7].uri");
  await expect(payload).toContainText("1 of 1");
  await expect(payload.getByRole("region", { name: "Chosen in the payload" })).toContainText(
    "$.data[7].uri",
  );
});

story(
  "ten thousand levels, repeated keys, lone surrogates and every digit are shown as sent",
  async ({ page }) => {
    const deep = `${"[".repeat(10_000)}1.10${"]".repeat(10_000)}`;
    const odd = String.raw`"a":12345678901234567890,"a":1e400,"half":"\ud800","":-0`;
    const { payload, tree } = await openPayload(page, `{${odd},"deep":${deep}}`);
    await expect(tree).toBeVisible();
    for (const written of ["12345678901234567890", "1e400", String.raw`"\ud800"`, '"": -0'])
      await expect(tree.getByRole("treeitem").filter({ hasText: written }).first()).toBeVisible();
    await choose(tree, "deep");
    await payload.getByRole("button", { name: "Expand all levels" }).click();
    await payload.getByRole("button", { name: "Find in the payload" }).click();
    await payload.getByRole("textbox", { name: "Find in the payload" }).fill("1.10");
    await expect(payload).toContainText("1 of 1");
    await expect(tree.getByRole("treeitem", { name: "1.10" })).toHaveAttribute(
      "aria-level",
      "10002",
    );
  },
);

story(
  "secrets stay on the server until an operator reveals one, which is recorded",
  async ({ page }) => {
    const url = `https://b.s3.amazonaws.com/a?X-Amz-Signature=${secret}`;
    const { id, payload, tree } = await openPayload(
      page,
      JSON.stringify({ callback_token: secret, link: url, body: `{"password":"${secret}"}`, n: 1 }),
    );
    for (const part of ["", "/payload", "/raw"]) {
      const path = part === "" ? toJobUrl(id) : `/api${toJobUrl(id)}${part}`;
      expect(await (await page.request.get(path)).text(), path).not.toContain(secret);
    }
    await choose(tree, "callback_token");
    await payload.getByRole("button", { name: "Reveal $.callback_token" }).click();
    await expect(payload.getByText(secret)).toBeVisible();
    const record = await (await page.request.get("/api/audit")).text();
    expect(record).toContain("payload $.callback_token");
    expect(record).not.toContain(secret);
    await choose(tree, "n");
    await expect(payload.getByText(secret)).toHaveCount(0);
  },
);

story(
  "by mouse, its mark and its bracket fold an object, and its row is chosen",
  async ({ page }) => {
    const { tree } = await openPayload(page, `{"a":{"b":{"c":1,"d":2}}}`);
    const inner = tree.getByRole("treeitem", { name: /^b/ });
    const textLeft = await inner.evaluate((row) => parseFloat(getComputedStyle(row).paddingLeft));
    const expectFolded = (isFolded: boolean) =>
      expect(inner).toHaveAttribute("aria-expanded", String(!isFolded));
    await expectFolded(false);
    await inner.click({ position: { x: textLeft - 9, y: 10 } });
    await expectFolded(true);
    await expect(inner).toContainText("{ 2 keys }");
    await inner.getByText("{ 2 keys }").click();
    await expectFolded(false);
    await inner.click({ position: { x: textLeft + 200, y: 10 } });
    await inner.click({ position: { x: 8, y: 10 } });
    await expect(inner).toHaveAttribute("aria-selected", "true");
    await expectFolded(false);
  },
);

story("the tree is worked by keyboard alone", async ({ page }) => {
  const { payload, tree } = await openPayload(page, `{"a":{"b":[1,2]},"c":"x"}`);
  const chosen = tree.getByRole("treeitem", { selected: true });
  await tree.focus();
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toContainText("a");
  await page.keyboard.press("ArrowLeft");
  await expect(chosen).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowRight");
  await expect(chosen).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("End");
  await expect(chosen).toContainText('c: "x"');
  await page.keyboard.press("/");
  await expect(payload.getByRole("textbox", { name: "Find in the payload" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(tree).toBeFocused();
  await page.keyboard.press("Home");
  await expect(chosen).toHaveAttribute("aria-level", "1");
});

story("a string that holds JSON, lines or a time is told as what it is", async ({ page }) => {
  const { payload, tree } = await openPayload(
    page,
    JSON.stringify({
      body: '{"inner":[1,2]}',
      note: "first line\nsecond line",
      at: "2024-06-17T10:55:00+02:00",
      block: "blk_01JABCD100",
    }),
  );
  const chosen = payload.getByRole("region", { name: "Chosen in the payload" });
  await choose(tree, "body");
  const inner = chosen.getByRole("tree", { name: "JSON in the string" });
  await expect(inner.getByRole("treeitem", { name: /inner/ })).toBeVisible();
  await choose(tree, "note");
  await expect(chosen.getByText("second line")).toBeVisible();
  await choose(tree, "at");
  await expect(chosen).toContainText("2024-06-17 08:55:00.000 UTC");
  await choose(tree, "block");
  await expect(chosen.getByRole("link", { name: "Jobs with this ID" })).toHaveAttribute(
    "href",
    "/jobs?q=blk_01JABCD100",
  );
});

story(
  "an array of like objects is a table, and a cell leads back to the tree",
  async ({ page }) => {
    const { payload, tree } = await openPayload(
      page,
      `{"legend":[{"code":"S1","n":1.10},{"code":"S2","label":"Drain"}]}`,
    );
    await choose(tree, "legend");
    await payload.getByRole("button", { name: "Show as a table" }).click();
    const table = payload.getByRole("grid", { name: "Payload as a table" });
    await expect(table.getByRole("columnheader")).toHaveText(["#", "code", "n", "label"]);
    await expect(table.getByRole("gridcell", { name: "1.10" })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await table.getByRole("button", { name: '"Drain"' }).click();
    await expect(payload.getByRole("region", { name: "Chosen in the payload" })).toContainText(
      "$.legend[1].label",
    );
  },
);

story("the address leads back to the chosen value", async ({ page }) => {
  const { payload, tree } = await openPayload(page, `{"a":[{"odd key":[1,2]}],"z":0}`);
  await tree.getByRole("treeitem", { name: "2", exact: true }).click();
  await expect(page).toHaveURL(/#payload=\$\.a%5B0%5D|#payload=\$\.a\[0\]/);
  const url = page.url();
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.waitForTimeout(1_000);
  expect(page.url()).toBe(url);
  await page.goto("about:blank");
  await page.goto(url);
  await expect(payload.getByRole("treeitem", { selected: true })).toHaveText("2");
});

story(
  "the details of a masked value have no fault that axe finds, in both themes",
  async ({ page }) => {
    const { payload, tree } = await openPayload(page, `{"token":"${secret}","b":"{\\"c\\":1}"}`);
    for (const key of ["token", "b"]) {
      await choose(tree, key);
      await expect(payload.getByRole("region", { name: "Chosen in the payload" })).toBeVisible();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      }
    }
  },
);
