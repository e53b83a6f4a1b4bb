import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { createKnownJob, isAlive, link, table } from "./support/list.ts";
import { paste } from "./support/paste.ts";
import { advance } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const query = (page: Page) => page.getByRole("textbox", { name: "Query" });

story(
  "filters, query box, tabs and address say the same, and Back undoes each step",
  async ({ page }) => {
    const id = await createKnownJob(page, "story.filters");
    await page.goto("/jobs");
    await isAlive(page);
    await query(page).fill("type:story.* status:running");
    await query(page).press("Enter");
    await expect(link(page, id)).toBeVisible();
    expect(page.url()).toContain("status=running&type=story.");
    await page.getByRole("button", { name: "Filters" }).click();
    const panel = page.getByRole("region", { name: "Filters" });
    await expect(panel.getByRole("checkbox", { name: "Running" })).toBeChecked();
    await panel.getByRole("button", { name: "not Bedrock" }).click();
    await expect(query(page)).toHaveValue("-source:bedrock status:running type:story.*");
    await expect(page.getByText("No job matches.")).toBeVisible();
    await page.goBack();
    await expect(link(page, id)).toBeVisible();
    await expect(query(page)).toHaveValue("status:running type:story.*");
    await page
      .getByRole("navigation", { name: "Status" })
      .getByRole("link", { name: /Failed/ })
      .first()
      .click();
    await expect(query(page)).toHaveValue("status:failed type:story.*");
    await page.goBack();
    await page.goBack();
    await expect(query(page)).toHaveValue("");
  },
);

story(
  "the panel shows and changes what the query box says, ranges to leave out included",
  async ({ page }) => {
    await page.goto("/jobs?type=story.panel");
    await isAlive(page);
    await page.getByRole("button", { name: "Filters" }).click();
    const panel = page.getByRole("region", { name: "Filters" });
    const duration = panel.getByRole("group", { name: "Duration" });
    await duration.getByRole("button", { name: "not 5 m or more" }).click();
    await expect(query(page)).toHaveValue("type:story.panel -duration:>5m");
    await duration.getByRole("radio", { name: "5 m or more" }).click();
    await expect(query(page)).toHaveValue("type:story.panel duration:>5m");
    await expect(duration.getByRole("radio", { name: "5 m or more" })).toBeChecked();
    await query(page).fill('parent:none -target:none -waited:1m..2m took:>1h -"bad scale"');
    await query(page).press("Enter");
    const total = panel.getByRole("group", { name: "Total" });
    const waited = panel.getByRole("group", { name: "Waited" });
    const isPressed = (name: string) => panel.getByRole("button", { name, pressed: true });
    await expect(total.getByRole("radio", { name: "1 h or more" })).toBeChecked();
    await expect(panel.getByRole("checkbox", { name: "No parent" })).toBeChecked();
    await expect(isPressed("not No target")).toBeVisible();
    await expect(panel.getByRole("checkbox", { name: "bad scale" })).toBeChecked();
    await isPressed("not 1m..2m").click();
    await expect(waited.getByRole("radio", { name: "Any" })).toBeChecked();
    await total.getByRole("radio", { name: "Any" }).click();
    const add = panel.getByRole("textbox", { name: "Add a target" });
    await add.fill("-sht_1");
    await add.press("Enter");
    await expect(isPressed("not sht_1")).toBeVisible();
    await expect(add).toBeFocused();
    await expect(query(page)).toHaveValue('-target:none,sht_1 parent:none -"bad scale"');
    await query(page).fill("type:story.panel -created:<7d");
    await query(page).press("Enter");
    await page.getByRole("link", { name: "time created" }).click();
    await expect(query(page)).toHaveValue("type:story.panel");
  },
);

story("a row in sight changes in place, and a new job waits behind “1 new”", async ({ page }) => {
  const id = await createKnownJob(page, "story.live");
  await page.goto("/jobs?type=story.live");
  await isAlive(page);
  const row = table(page)
    .getByRole("row")
    .filter({ has: page.locator(`a[href$="${id}"]`) });
  await expect(row).toContainText("Running");
  const other = await createKnownJob(page, "story.live");
  const show = page.getByRole("button", { name: "1 new · show" });
  await expect(show).toBeVisible();
  await expect(link(page, other)).toHaveCount(0);
  await advance(id, { status: "COMPLETED" });
  await page.request.get(`/api/jobs/bedrock/${id}?refresh=1`);
  await expect(row).toContainText("Succeeded");
  await show.click();
  await expect(link(page, other)).toBeVisible();
  await expect(page.getByText("2 jobs, newest first")).toBeVisible();
});

story("a row that matches no more stays in sight until the reader says so", async ({ page }) => {
  const id = await createKnownJob(page, "story.leaves");
  await page.goto("/jobs?status=running&type=story.leaves");
  await isAlive(page);
  await advance(id, { status: "COMPLETED" });
  await page.request.get(`/api/jobs/bedrock/${id}?refresh=1`);
  const show = page.getByRole("button", { name: "1 no longer matches · update" });
  await expect(show).toBeVisible();
  await expect(table(page)).toContainText("Succeeded");
  await show.click();
  await expect(page.getByText("No job matches.")).toBeVisible();
});

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

story("a view is saved for all, offered on the first page, and deleted again", async ({ page }) => {
  await page.goto("/jobs?status=failed");
  await isAlive(page);
  await page.locator("summary", { hasText: "Views" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill("Night failures");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Saved views" })).toContainText("Night failures");
  await page.goto("/");
  await page.getByRole("link", { name: "Night failures" }).click();
  await expect(query(page)).toHaveValue("status:failed");
  await page.locator("summary", { hasText: "Views" }).click();
  await page.getByRole("button", { name: /Delete/ }).click();
  await expect(page.getByText("No view is saved yet.")).toBeVisible();
});

story.describe("where Gantry is not reached", () => {
  story.use({ expectedErrors: [/ERR_FAILED/] });
  story("a view that is not saved says so and keeps its name", async ({ page }) => {
    await page.goto("/jobs?status=failed");
    await isAlive(page);
    await page.locator("summary", { hasText: "Views" }).click();
    const name = page.getByRole("textbox", { name: "Name of the view" });
    await name.fill("Lost on the way");
    await page.route("**/api/views", (route) => route.abort());
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Gantry cannot be reached. Try again.")).toBeVisible();
    await expect(name).toHaveValue("Lost on the way");
  });
});

story("a pinned job and those opened lately are on the first page", async ({ page }) => {
  const id = await createKnownJob(page, "story.pin");
  await page.goto(`/jobs/bedrock/${id}`);
  await page.getByRole("button", { name: "Pin", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pinned" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect.poll(async () => (await page.context().cookies()).length).toBeGreaterThan(1);
  await page.goto("/");
  for (const name of ["Pinned", "Opened lately"])
    await expect(
      page.getByRole("region", { name }).locator(`a[href$="${id}"]`).first(),
    ).toBeVisible();
});

story("forty mixed IDs pasted anywhere are each found, missing or malformed", async ({ page }) => {
  const known = await createKnownJob(page, "story.lookup");
  const ids = [
    known,
    ...Array.from({ length: 30 }, (_, at) => `job_01NOTTHERE${at}`),
    ...Array.from({ length: 9 }, (_, at) => `JOB_01WRONG${at}`),
  ];
  await page.goto("/jobs");
  await isAlive(page);
  await page.getByRole("heading", { level: 1 }).click();
  await paste(page, `log:\n${ids.join("\n")}`);
  const said = page.getByRole("main").getByRole("status").first();
  await expect(said).toHaveText(/1 found · 20 missing · 9 malformed · 10 not asked/);
  const ask = page.getByRole("button", { name: "Ask for 10 IDs" });
  await expect(ask).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await ask.click();
  await expect(said).toHaveText(/1 found · 30 missing · 9 malformed$/);
  await expect(page.getByRole("button", { name: /^Ask for/ })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Open as a list" })).toBeVisible();
  await page.getByRole("link", { name: "Watch on a wall" }).click();
  await expect(page).toHaveURL(new RegExp(`/watch\\?job=bedrock:${known}`));
});

story(
  "five hundred IDs survive the way to the lookup, and a known ID is offered by its beginning",
  async ({ page }) => {
    const known = await createKnownJob(page, "story.many");
    await page.goto("/");
    await isAlive(page);
    await page
      .getByRole("heading", { level: 1 })
      .evaluate((element) => element.ownerDocument.body.focus());
    const box = page.getByRole("main").getByRole("textbox", { name: /Job ID/ });
    await box.focus();
    await paste(
      page,
      [known, ...Array.from({ length: 500 }, (_, at) => `job_01ABSENT${at}`)].join("\n"),
    );
    await expect(page.getByRole("main").getByRole("status").first()).toHaveText(
      /1 found · 20 missing · 479 not asked/,
    );
    await expect(page.getByText("There is more in what was pasted")).toBeVisible();
    await page.goto("/");
    await isAlive(page);
    await box.pressSequentially(known.slice(0, -3));
    await expect(page.getByRole("list", { name: /Known jobs/ }).getByRole("link")).toHaveAttribute(
      "href",
      `/jobs/bedrock/${known}`,
    );
  },
);

/** IDs that the store knows. */
async function listKnownIds(page: Page, count: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor = "";
  while (ids.length < count) {
    const answer = await page.request.get(`/api/jobs?source=bedrock&limit=200${cursor}`);
    const { data, meta } = z
      .object({
        data: z.array(z.object({ id: z.string() })),
        meta: z.object({ next: z.string().nullable() }),
      })
      .parse(await answer.json());
    ids.push(...data.map(({ id }) => id).filter((id) => id.length === 30));
    if (meta.next === null) break;
    cursor = `&cursor=${encodeURIComponent(meta.next)}`;
  }
  expect(ids.length).toBeGreaterThanOrEqual(count);
  return ids.slice(0, count);
}

story(
  "a second long paste shows its own results, Back those of the first, and no link is too long",
  async ({ page }) => {
    const ids = await listKnownIds(page, 450);
    const main = page.getByRole("main");
    const said = main.getByRole("status").first();
    await page.goto("/jobs");
    await isAlive(page);
    await page.getByRole("heading", { level: 1 }).click();
    await paste(page, ids.slice(0, 230).join("\n"));
    await expect(said).toHaveText("230 found");
    const links = main.getByRole("link", { name: /^(?:List|Wall) \d+–\d+$/ });
    expect(await links.count()).toBeGreaterThan(3);
    for (const found of await links.all())
      expect((await found.getAttribute("href"))?.length).toBeLessThan(6_100);
    await expect(main.getByRole("link", { name: /^(?:List|Wall) \d+–230$/ })).toHaveCount(2);

    await page.getByRole("heading", { level: 1 }).click();
    await paste(page, ids.slice(200, 450).join("\n"));
    await expect(said).toHaveText("250 found");
    await page.goBack();
    await expect(said).toHaveText("230 found");
    await page.reload();
    await expect(said).toHaveText("230 found");
  },
);

story(
  "IDs in the query box are the list of them, and too many for it are looked up",
  async ({ page }) => {
    const ids = await listKnownIds(page, 230);
    const three = ids.slice(0, 3);
    await page.goto("/jobs");
    await isAlive(page);
    await query(page).fill(three.join(" "));
    await query(page).press("Enter");
    await expect(query(page)).toHaveValue(`id:${three.join(",")}`);
    await expect(page.getByText("3 jobs, newest first")).toBeVisible();
    for (const id of three) await expect(link(page, id)).toBeVisible();
    await query(page).fill(`"${three[0]}",`);
    await query(page).press("Enter");
    await expect(query(page)).toHaveValue(`${three[0]}`);
    await expect(link(page, `${three[0]}`)).toBeVisible();
    await query(page).fill("job_overlay 2");
    await query(page).press("Enter");
    await expect(query(page)).toHaveValue("job_overlay 2");
    await expect(page).toHaveURL(/\?q=job_overlay\+2$/);
    await query(page).fill(ids.join(" "));
    await query(page).press("Enter");
    await expect(page.getByRole("heading", { name: "Lookup" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("status").first()).toHaveText("230 found");
  },
);

story("an address takes five hundred IDs of the longest usual kind", async ({ page }) => {
  const uuids = Array.from(
    { length: 500 },
    (_, at) => `3c90c3cc-0d44-4b50-8888-${String(at).padStart(12, "0")}`,
  );
  const search = new URLSearchParams({ q: uuids.join("\r\n") });
  const answer = await page.request.get(`/api/lookup?${search}`);
  expect(answer.status()).toBe(200);
  const { data } = z.object({ data: z.array(z.unknown()) }).parse(await answer.json());
  expect(data).toHaveLength(500);
  await page.goto(`/lookup?${search}`);
  const said = page.getByRole("main").getByRole("status").first();
  await expect(said).toHaveText(/\d+ missing · .*\d+ not asked$/);
});

story.describe("without JavaScript", () => {
  story.use({ javaScriptEnabled: false, expectedErrors: [/status of 400/] });
  story("the list has its rows, its pages and its query", async ({ page }) => {
    await page.goto("/jobs");
    const first = await table(page).getByRole("row").nth(1).innerText();
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(table(page).getByRole("row").nth(1)).not.toHaveText(first);
    await page.getByRole("link", { name: "Previous page" }).click();
    await expect(page).toHaveURL(/\/jobs$/);
    await query(page).fill("status:failed");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await expect(page).toHaveURL(/\/jobs\?status=failed/);
    await query(page).fill("status:oops");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: "oops" })).toContainText("is no status");
  });
});

for (const colorScheme of ["light", "dark"] as const)
  story.describe(`in the ${colorScheme} theme`, () => {
    story.use({ colorScheme });
    story(
      "the list has no accessibility fault, also with its filters open and at 320 px",
      async ({ page }) => {
        const id = await createKnownJob(page, "story.axe");
        await page.goto("/jobs?type=story.axe&type=parse");
        await isAlive(page);
        await page.getByRole("button", { name: "Filters" }).click();
        await expect(page.getByRole("region", { name: "Filters" })).toBeVisible();
        await page.getByRole("checkbox", { name: `Tick story.axe ${id}` }).check();
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        await page.setViewportSize({ width: 320, height: 700 });
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      },
    );
  });
