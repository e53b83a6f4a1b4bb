import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { advance, createJob } from "./support/sandbox.ts";
import { startCountingProxy } from "./support/counting-proxy.ts";
import { expect, story } from "./support/story.ts";

const scriptBytesMax = 290_000;
const firstReadLimit = { timeout: 30_000 };
const titles = ["Running over time", "Ended and failed", "How long running took"];

/** The first look at the first page fetches the newest jobs. */
story.beforeEach(async ({ request }) => {
  await expect
    .poll(async () => {
      await request.get("/");
      const { data } = await (await request.get("/api/durations")).json();
      return data.current.outcomes.succeeded;
    }, firstReadLimit)
    .toBeGreaterThan(20);
});

story("the charts are drawn, and each is a table one key away", async ({ page }) => {
  await page.goto("/durations");
  for (const title of titles) {
    const panel = page.getByRole("region", { name: title });
    await panel.scrollIntoViewIfNeeded();
    await expect(panel.locator("svg.recharts-surface").first()).toBeVisible();
    await panel.getByRole("radio", { name: "Chart" }).focus();
    await page.keyboard.press("t");
    await expect(panel.getByRole("radio", { name: "Table" })).toBeChecked();
    expect(await panel.getByRole("row").count()).toBeGreaterThan(2);
    await page.keyboard.press("t");
    await expect(panel.locator("svg.recharts-surface").first()).toBeVisible();
  }
});

story("which percentiles are drawn is kept, and one always stays", async ({ page }) => {
  await page.goto("/durations");
  await page.getByRole("checkbox", { name: "p90" }).uncheck();
  await page.getByRole("checkbox", { name: "p99" }).uncheck();
  await page.getByRole("radio", { name: "Waiting" }).check({ force: true });
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "p99" })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "p50" })).toBeChecked();
  await expect(page.getByRole("region", { name: "Waiting over time" })).toBeVisible();
});

story("a chart is taken along as CSV and as PNG", async ({ page }) => {
  await page.goto("/durations");
  const panel = page.getByRole("region", { name: "Ended and failed" });
  await panel.scrollIntoViewIfNeeded();
  await expect(panel.locator("svg.recharts-surface").first()).toBeVisible();
  for (const [name, ending, start] of [
    ["CSV", "csv", "Ended (UTC),All,Succeeded"],
    ["PNG", "png", "\u{fffd}PNG"],
  ] as const) {
    const download = page.waitForEvent("download");
    await panel.getByRole("button", { name: `${name} of Ended and failed` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`ended-and-failed.${ending}`);
    expect((await readFile(await file.path())).toString().startsWith(start)).toBe(true);
  }
});

story("dragging across a chart narrows the range, clicking lists the jobs", async ({ page }) => {
  await page.goto("/durations");
  const chart = page
    .getByRole("region", { name: "Ended and failed" })
    .locator("svg.recharts-surface")
    .first();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (!box) throw new Error("The chart has no place.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.6, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, y, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.85, y, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/ended_after=\d+&ended_before=\d+/);
  await page
    .getByRole("navigation", { name: "Range" })
    .getByRole("link", { name: "30 days" })
    .click();
  await expect(page).toHaveURL(/ended_after=30d/);
  await page
    .getByRole("region", { name: "Which ones" })
    .getByRole("row")
    .nth(1)
    .getByRole("link")
    .nth(1)
    .click();
  await expect(page).toHaveURL(/\/jobs\?.*type=.*ended_after=\d+/);
});

story("what no box of the bar shows is named, and stays until it is left out", async ({ page }) => {
  await page.goto("/durations?status=failed&type=-no.such&project=&ended_after=30d");
  await expect(page.getByRole("combobox", { name: "Project" })).toHaveValue("project=");
  const others = page.getByRole("list", { name: "Also filtered" }).getByRole("listitem");
  await expect(others).toHaveText([/^type is not no\.such/, /^status is Failed/]);
  await page.getByRole("combobox", { name: "Source" }).selectOption("Bedrock");
  await expect(page).toHaveURL(
    "/durations?source=bedrock&project=&type=-no.such&status=failed&ended_after=30d",
  );
  await page.getByRole("link", { name: "Leave out: status is Failed" }).click();
  await expect(others).toHaveText([/^type is not no\.such/]);
  await page.getByRole("combobox", { name: "Project" }).selectOption("Any project");
  await expect(page).toHaveURL("/durations?source=bedrock&type=-no.such&ended_after=30d");
});

story("a job that ends is counted without a reload", async ({ page }) => {
  const type = `live_${Date.now()}`;
  const [first, second] = [await createJob({ type }), await createJob({ type })];
  await page.goto(toJobUrl(first));
  await advance(first, { status: "RUNNING" });
  await advance(first, { status: "COMPLETED" });
  await expect(findOnJobPage(page).state).toContainText("Succeeded");
  await page.goto(`/durations?type=${type}`);
  const tiles = page.getByLabel("The range in numbers");
  await expect(tiles).toContainText("1 job");
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(toJobUrl(second));
  await advance(second, { status: "FAILED" });
  await expect(findOnJobPage(other).state).toContainText("Failed");
  await expect(tiles).toContainText("2 jobs");
  await expect(tiles).toContainText("50 %");
});

story.describe("while the network is away", () => {
  story.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });

  story("the page stays as it is when its tables are due", async ({ page, context }) => {
    const type = `away_${Date.now()}`;
    const end = async () => {
      const id = await createJob({ type, status: "RUNNING" });
      await page.request.get(`/api${toJobUrl(id)}`);
      await advance(id, { status: "COMPLETED" });
      const read = async () => (await page.request.get(`/api${toJobUrl(id)}`)).text();
      await expect.poll(read).toContain('"succeeded"');
    };
    await end();
    await page.clock.install();
    await page.goto(`/durations?type=${type}`);
    const tiles = page.getByLabel("The range in numbers");
    await expect(tiles).toContainText("1 job");
    await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
    await end();
    await expect(tiles).toContainText("2 jobs");
    await context.setOffline(true);
    const isHealth = (of: { url(): string }) => of.url().endsWith("/api/health");
    const refused = page.waitForEvent("requestfailed", isHealth);
    await page.clock.fastForward("01:01");
    await refused;
    await expect(tiles).toContainText("2 jobs");
    await context.setOffline(false);
    const answered = page.waitForResponse(isHealth);
    await page.clock.fastForward("01:01");
    await answered;
    await expect(tiles).toContainText("2 jobs");
  });
});

for (const [what, search, sentence] of [
  ["nothing matches", "?type=no.such.type", "No matching job ended in this range"],
  ["the range lies in the future", "?ended_after=2099-01-01", "This range lies in the future"],
  ["the range is ten years long", "?ended_after=520w", "by the four weeks they ended in"],
  ["the range ends before it begins", "?ended_after=5&ended_before=3", "should be later than"],
] as const) {
  story(`where ${what}, a sentence says so`, async ({ page }) => {
    await page.goto(`/durations${search}`);
    await expect(page.getByRole("main").getByText(sentence).first()).toBeVisible();
  });
}

story("the page has no fault that axe finds, in both themes, wide and narrow", async ({ page }) => {
  await page.goto("/durations");
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const title of titles) {
      const panel = page.getByRole("region", { name: title });
      await panel.scrollIntoViewIfNeeded();
      await expect(panel.locator("svg.recharts-surface").first()).toBeVisible();
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")} · ${node.failureSummary}`),
      );
      expect.soft(found, `axe at ${width} px, ${colorScheme}`).toEqual([]);
    }
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(scrollWidth, `width of the page at ${width} px`).toBeLessThanOrEqual(width);
  }
});

story("the script of the page stays within its budget on the wire", async ({ page }) => {
  const wire = await startCountingProxy();
  await page.goto(`${wire.url}/durations`);
  for (const title of titles) {
    const panel = page.getByRole("region", { name: title });
    await panel.scrollIntoViewIfNeeded();
    await expect(panel.locator("svg.recharts-surface").first()).toBeVisible();
  }
  const scripts = wire.passages.filter(({ path }) => /\.js(?:$|\?)/.test(path));
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  console.log(`/durations: ${scripts.length} scripts, ${(bytes / 1_000).toFixed(1)} kB gzipped`);
  await page.close();
  await wire.close();
  expect(bytes).toBeGreaterThan(150_000);
  expect(bytes).toBeLessThanOrEqual(scriptBytesMax);
});

story("a job says whether it is slow for its kind, or that too few are known", async ({ page }) => {
  await page.goto(toJobUrl("job_01JABCD123"));
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText(
    /(?:Slower|Faster) than \d+ % of overlay\.generate|Too few to say|Ran as long as the half/,
  );
  await page.goto(toJobUrl(await createJob({ type: `rare_${Date.now()}`, status: "RUNNING" })));
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText(
    "Too few to say whether that is usual: no other",
  );
});

story.describe("without script", () => {
  story.use({ javaScriptEnabled: false });

  story("every chart is a table, and the range is a link", async ({ page }) => {
    await page.goto("/durations");
    for (const title of titles) {
      const rows = page.getByRole("region", { name: title }).getByRole("row");
      expect(await rows.count(), title).toBeGreaterThan(2);
    }
    await page.getByRole("link", { name: "24 hours" }).click();
    await expect(page).toHaveURL(/ended_after=24h/);
    await expect(
      page.getByRole("region", { name: "Ended and failed" }).getByRole("row"),
    ).toHaveCount(25);
  });

  story("the form asks for what it shows, and keeps what it does not show", async ({ page }) => {
    await page.goto("/durations?status=failed&type=-no.such&ended_after=24h");
    await page.getByRole("combobox", { name: "Source" }).selectOption("Bedrock");
    await page.getByRole("button", { name: "Show" }).last().click();
    await expect(page).toHaveURL(
      "/durations?source=bedrock&type=-no.such&status=failed&ended_after=24h",
    );
    await expect(page.getByRole("listitem").filter({ hasText: "status is Failed" })).toBeVisible();
  });
});
