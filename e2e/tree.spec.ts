import type { Page } from "@playwright/test";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { advance, clearFaults, createJob, fault } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const error = { code: "SHEET_UNREADABLE", message: "No vectors." };

/** A parse of three levels: two legends, three symbols each, one of which failed. */
async function createFamily(status = "COMPLETED") {
  const createdAt = Date.now() - 60_000;
  const root = await createJob({ type: "parse", status, createdAt });
  const legends = [];
  const symbols = [];
  for (const at of [1, 2]) {
    const legend = await createJob({
      type: "legend_parse",
      parentId: root,
      status: "COMPLETED",
      createdAt: createdAt + at * 1_000,
    });
    legends.push(legend);
    for (const nth of [1, 2, 3]) {
      const isBad = at === 2 && nth === 3;
      symbols.push(
        await createJob({
          type: "symbol_match",
          parentId: legend,
          status: isBad ? "FAILED" : "COMPLETED",
          ...(isBad && { error }),
          createdAt: createdAt + at * 1_000 + nth * 100,
        }),
      );
    }
  }
  return { root, legends, symbols };
}

/** A month old, so that only looking at it brings it in: so many jobs, each with so many below it, level by level. The last one failed. */
async function createOldFamily(...widths: number[]): Promise<string> {
  const createdAt = Date.now() - 30 * 86_400_000;
  const root = await createJob({ type: "story.level.0", status: "COMPLETED", createdAt });
  let parents = [root];
  for (const [level, width] of widths.entries()) {
    const isLast = level === widths.length - 1;
    const jobs: string[] = [];
    for (const [place, parentId] of parents.entries()) {
      for (let nth = 0; nth < width; nth++) {
        const isBad = isLast && place === parents.length - 1 && nth === width - 1;
        const status = isBad ? "FAILED" : "COMPLETED";
        const type = `story.level.${level + 1}`;
        jobs.push(await createJob({ type, parentId, status, createdAt }));
      }
    }
    parents = jobs;
  }
  return root;
}

function findTree(page: Page) {
  const panel = page.getByRole("main").getByRole("region", { name: /^(Jobs below|Children)/ });
  const grid = panel.getByRole("treegrid");
  return { panel, grid, rows: grid.getByRole("row") };
}

/** The upstream is asked a few jobs at a time: the deeper levels come with the next views. */
async function readWhole(page: Page, root: string): Promise<void> {
  await page.goto(toJobUrl(root));
  await expect
    .poll(async () => {
      const answer = await page.request.get(`/api${toJobUrl(root)}/tree`);
      return (await answer.json()).meta.total;
    })
    .toBe(8);
  await page.reload();
}

story(
  "an old family is read on by the page that is open, to its last failure",
  async ({ page }) => {
    const root = await createOldFamily(6, 2, 2);
    await page.goto(toJobUrl(root));
    const { panel, grid, rows } = findTree(page);
    const counts = panel.getByRole("list");
    await expect(counts).toHaveText(/41 succeeded.*1 failed/, { timeout: 30_000 });
    await expect(panel).not.toContainText(/So far|Whether there is more/, { timeout: 50_000 });
    await expect(panel.getByRole("status")).toHaveText("All 42 jobs below this one are known.");
    const { fact } = findOnJobPage(page);
    await expect(fact("Children")).toHaveText("66 succeeded, 36 further down, 1 of them failed");
    await expect(rows.nth(4)).toContainText("Failed");
    await page.reload();
    await expect(counts).toHaveText(/41 succeeded.*1 failed/);
    await expect(fact("Children")).toHaveText("66 succeeded, 36 further down, 1 of them failed");

    // The first click chooses the row under it, beside its link, and scrolls nothing.
    await grid.evaluate((element) => element.scrollTo({ top: 640 }));
    const row = rows.and(page.locator('[aria-rowindex="26"]'));
    await row.click({ position: { x: 4, y: 16 } });
    await expect(row).toHaveAttribute("aria-selected", "true");
    expect(await grid.evaluate((element) => element.scrollTop)).toBe(640);
  },
);

story(
  "what the upstream refuses is said, and the reading goes on when it can",
  async ({ page }) => {
    const root = await createOldFamily(12, 2);
    await page.request.get(`/api${toJobUrl(root)}/tree`);
    await fault({ kind: "status", status: 500, route: "list" });
    await page.goto(toJobUrl(root));
    const { panel } = findTree(page);
    await expect(panel).toContainText(/May be out of date: .* It is tried again by itself\./);
    await expect(panel).toContainText("So far");
    await expect(findOnJobPage(page).fact("Children")).toContainText("further down so far");
    await clearFaults();
    await panel.getByRole("button", { name: "Try now" }).click();
    await expect(panel.getByRole("list")).toHaveText(/35 succeeded.*1 failed/, { timeout: 30_000 });
    await expect(panel).not.toContainText("May be out of date");
  },
);

story("a parent shows its family as a tree, the failed first, with counts", async ({ page }) => {
  const { root } = await createFamily();
  await readWhole(page, root);
  const { panel, rows } = findTree(page);
  await expect(panel.getByRole("list")).toContainText("7 succeeded");
  await expect(panel.getByRole("list")).toContainText("1 failed");
  await expect(rows).toHaveText([
    /^Job/,
    /parse/,
    /legend_parse.*3 below/,
    /symbol_match.*Failed · SHEET_UNREADABLE/,
    /symbol_match/,
    /symbol_match/,
    /legend_parse/,
    /symbol_match/,
    /symbol_match/,
    /symbol_match/,
  ]);
  await expect(rows.nth(3)).toHaveAttribute("aria-level", "3");
});

story("by keyboard: walk, fold, open", async ({ page }) => {
  const { root, symbols } = await createFamily();
  await readWhole(page, root);
  const { grid, rows } = findTree(page);
  await expect(rows).toHaveCount(10);
  await expect(async () => {
    await grid.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await expect(rows.nth(2)).toHaveAttribute("aria-selected", "true", { timeout: 200 });
  }).toPass();
  await page.keyboard.press("ArrowLeft");
  await expect(rows).toHaveCount(7);
  await expect(rows.nth(2)).toHaveAttribute("aria-expanded", "false");
  await expect(rows.nth(2)).toContainText("3 below, 1 failed");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(rows.nth(3)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(toJobUrl(symbols.at(-1) ?? ""));
});

story("as bars on one axis, and as a table of the first level", async ({ page }) => {
  const { root } = await createFamily();
  await readWhole(page, root);
  const { panel, rows } = findTree(page);
  await panel.getByText("Gantt").click();
  await expect(rows.nth(1)).toContainText(/Succeeded \d+/);
  await expect(rows).toHaveCount(10);
  await panel.getByText("Table").click();
  await expect(rows).toHaveCount(3);
  await expect(panel.getByRole("list")).toHaveText(/^\s*2 succeeded\s*$/);
});

story("a child shows its way up, level by level", async ({ page }) => {
  const { root, legends, symbols } = await createFamily();
  await page.goto(toJobUrl(symbols[0] ?? ""));
  const way = page.getByRole("navigation", { name: "Where this job belongs" });
  await expect(way.getByRole("link")).toHaveText(["parse", "legend_parse"]);
  await expect(way.getByRole("link").last()).toHaveAttribute("href", toJobUrl(legends[0] ?? ""));
  await way.getByRole("link", { name: "parse", exact: true }).click();
  await expect(page).toHaveURL(toJobUrl(root));
});

story("new children and new states come while the parent runs", async ({ page }) => {
  const root = await createJob({ type: "drawing.preprocess", status: "RUNNING" });
  const one = await createJob({ type: "sheet.preprocess", parentId: root, status: "RUNNING" });
  await page.goto(toJobUrl(root));
  const { rows } = findTree(page);
  await expect(rows.nth(1)).toContainText("Running");
  await advance(one, { status: "COMPLETED" });
  await expect(rows.nth(1)).toContainText("Succeeded", { timeout: 30_000 });
  await createJob({ type: "sheet.preprocess", parentId: root });
  await expect(rows).toHaveCount(3, { timeout: 30_000 });
});

story("a child that outlives its parent is followed to its end", async ({ page }) => {
  const root = await createJob({ type: "drawing.preprocess", status: "RUNNING" });
  const child = await createJob({ type: "sheet.preprocess", parentId: root, status: "RUNNING" });
  const last = await createJob({ type: "sheet.preprocess", parentId: root, status: "RUNNING" });
  await page.goto(toJobUrl(root));
  const { panel, rows } = findTree(page);
  await expect(rows).toHaveCount(3);
  await advance(child, { status: "COMPLETED" });
  await advance(root, { status: "COMPLETED" });
  await expect(panel.getByRole("list")).toContainText("1 succeeded", { timeout: 30_000 });
  await expect(panel.getByRole("list")).toContainText("1 running");
  await advance(last, { status: "FAILED", error });
  await expect(panel.getByRole("list")).toContainText("1 failed", { timeout: 30_000 });
});

story.describe("without JavaScript", () => {
  story.use({ javaScriptEnabled: false });

  story("what is known of the family and the way up are there", async ({ page, request }) => {
    const { root, symbols } = await createFamily();
    await expect
      .poll(async () => (await (await request.get(`/api${toJobUrl(root)}/tree`)).json()).meta.total)
      .toBe(8);
    await page.goto(toJobUrl(root));
    await expect(findTree(page).rows).toHaveCount(10);
    await page.goto(toJobUrl(symbols[0] ?? ""));
    const way = page.getByRole("navigation", { name: "Where this job belongs" });
    await expect(way.getByRole("link")).toHaveText(["parse", "legend_parse"]);
  });

  story("a link has an old family read on, step by step", async ({ page }) => {
    const root = await createOldFamily(12, 1);
    await page.goto(toJobUrl(root));
    const main = page.getByRole("main");
    await main.getByRole("link", { name: "Ask the upstream" }).click();
    const { panel } = findTree(page);
    await expect(panel).toContainText("So far");
    await expect(panel).toContainText(
      /Whether there is more below \d+ of them has not been asked yet/,
      { useInnerText: true },
    );
    await expect(findOnJobPage(page).fact("Children")).toContainText("so far");
    await expect(async () => {
      const more = panel.getByRole("link", { name: /^Ask for more of them/ });
      if ((await more.count()) > 0) await more.click();
      await expect(panel.getByRole("list")).toHaveText(/23 succeeded.*1 failed/, { timeout: 200 });
    }).toPass({ timeout: 30_000 });
  });
});

story("hundreds of children are drawn as they come into sight", async ({ page }) => {
  const root = await createJob({ type: "drawing.preprocess", status: "COMPLETED" });
  for (let at = 0; at < 320; at++)
    await createJob({ type: "sheet.preprocess", parentId: root, status: "COMPLETED" });
  await page.goto(toJobUrl(root));
  const { grid, rows, panel } = findTree(page);
  await expect(panel.getByRole("list")).toContainText("320 succeeded");
  await expect(grid).toHaveAttribute("aria-rowcount", "321");
  expect(await rows.count()).toBeLessThan(80);
  await grid.focus();
  await page.keyboard.press("End");
  await expect(grid.locator("[aria-rowindex='321']")).toHaveAttribute("aria-selected", "true");
});
