import { AxeBuilder } from "@axe-core/playwright";
import { createKnownJob, isAlive, link, query, table } from "./support/list.ts";
import { advance } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

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
