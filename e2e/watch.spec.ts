import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { findOnJobPage } from "./support/job-page.ts";
import { createKnownJob, isAlive } from "./support/list.ts";
import { advance, createJob } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const toWall = (...ids: string[]) => `/watch?${ids.map((id) => `job=bedrock:${id}`).join("&")}`;

story(
  "a wall is made by pasting, follows its jobs to their end, and is kept in its address",
  async ({ page }) => {
    const [one, two] = [await createJob({ type: "parse" }), await createJob({ type: "export" })];
    await page.goto("/watch");
    await page.getByLabel("Job IDs to add").fill(`first "${one}", then ${two} and job_nope_123`);
    await page.getByRole("button", { name: "Add" }).click();
    const tile = (id: string) => page.getByRole("listitem").filter({ hasText: id });
    await expect(tile(one)).toContainText("Queued");
    await expect(tile(one)).toContainText("Live");
    await expect(tile("job_nope_123")).toContainText("No such job");

    await advance(one, { status: "RUNNING" });
    await advance(one, { progress: 0.4, message: "Reading sheet 4 of 10" });
    await expect(tile(one)).toContainText("40 %");
    await expect(tile(one)).toContainText("Reading sheet 4 of 10");
    await advance(two, { status: "RUNNING" });
    await advance(two, {
      status: "FAILED",
      error: { code: "no_scale", message: "No scale found" },
    });
    await expect(tile(two)).toContainText("no_scale: No scale found");
    await expect(page).toHaveTitle(/^1 failed, 1 running/);

    await page.getByRole("link", { name: "Take job_nope_123 off the wall" }).click();
    await expect(page).toHaveURL(toWall(one, two));
    await page.reload();
    await expect(tile(one)).toContainText("Running");
    await expect(page.getByRole("listitem").filter({ hasText: "job_" })).toHaveCount(2);
    await tile(two).getByRole("link", { name: "export" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("export");
  },
);

story(
  "a wall reads without script, and says what of its address it cannot show",
  async ({ browser }) => {
    const id = await createJob({ type: "parse", status: "COMPLETED" });
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`/jobs/bedrock/${id}`);
    await page.goto(`${toWall(id)}&job=nonsense`);
    await expect(page.getByRole("main")).toContainText("nonsense");
    await expect(page.getByRole("listitem").filter({ hasText: id })).toContainText("Succeeded");
    await context.close();
  },
);

story(
  "a wall whose jobs have all ended goes on telling how long ago that was",
  async ({ page }) => {
    const id = await createJob({ type: "parse", status: "RUNNING" });
    await page.goto(toWall(id));
    const tile = page.getByRole("listitem").filter({ hasText: id });
    await expect(tile).toContainText("Live");
    await advance(id, { status: "FAILED" });
    await expect(tile).toContainText("Failed");
    await expect(tile).toContainText(/ended [4-9] s ago/, { timeout: 20_000 });
  },
);

/** Tells Gantry how a job of the sandbox ended, as somebody does who looks at it. */
async function fail(page: Page, id: string): Promise<void> {
  await advance(id, { status: "FAILED" });
  const read = async () => (await page.request.get(`/api/jobs/bedrock/${id}`)).text();
  await expect.poll(read).toContain('"failed"');
}

const section = (page: Page, name: string) => page.getByRole("main").getByRole("region", { name });
const jobLink = (page: Page, name: string, type: string) =>
  section(page, name).getByRole("link", { name: type, exact: true });

story("who comes back to the first page sees what ended meanwhile", async ({ page }) => {
  story.slow();
  const [type, other] = [`left_${Date.now()}`, `looked_at_${Date.now()}`];
  const id = await createKnownJob(page, type);
  await createKnownJob(page, other);
  await page.goto("/");
  await expect(jobLink(page, "Running now", type)).toBeVisible();
  await jobLink(page, "Running now", other).click();
  await expect(findOnJobPage(page).state).toContainText("Live");
  await fail(page, id);
  // What lists were told in the last twenty seconds is told to whoever joins.
  await page.waitForTimeout(22_000);
  await page.goBack();
  await expect(jobLink(page, "Failed lately", type)).toBeVisible();
  await expect(jobLink(page, "Running now", type)).toHaveCount(0);
  await expect(jobLink(page, "Running now", other)).toBeVisible();
});

story("the first page shows what runs next when all that it showed has ended", async ({ page }) => {
  story.slow();
  const type = `newest_${Date.now()}`;
  const ids: string[] = [];
  for (let at = 0; at < 15; at += 1) ids.push(await createKnownJob(page, type));
  await page.goto("/");
  await isAlive(page);
  const running = section(page, "Running now").getByRole("row");
  await expect(jobLink(page, "Running now", type).first()).toBeVisible();
  await expect(running).toHaveCount(16);
  for (const id of ids) await fail(page, id);
  await expect(jobLink(page, "Running now", type)).toHaveCount(0);
  // The sandbox has always more of them under way.
  await expect(running).toHaveCount(16);
});

story("after midnight a job that ended yesterday stands with its date", async ({ page }) => {
  const type = `late_${Date.now()}`;
  const id = await createKnownJob(page, type);
  await fail(page, id);
  await page.clock.install();
  await page.goto("/");
  await isAlive(page);
  const ended = section(page, "Failed lately")
    .getByRole("row")
    .filter({ hasText: type })
    .locator("time");
  await expect(ended).toHaveText(/^\d\d:\d\d:\d\d$/);
  await page.clock.fastForward("24:00:00");
  await expect(ended).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
});

story("a lookup follows the jobs that it found", async ({ page }) => {
  const ids = [await createKnownJob(page, "parse"), await createKnownJob(page, "export")];
  const [one = "", two = ""] = ids;
  await page.goto(`/lookup?q=${ids.join("+")}`);
  await isAlive(page);
  const row = (id: string) =>
    page.getByRole("group", { name: "Found jobs" }).getByRole("row").filter({ hasText: id });
  await expect(row(one)).toContainText("Running");
  await advance(one, { status: "FAILED", error: { code: "no_scale", message: "No scale found" } });
  await expect(row(one)).toContainText("Failed");
  await expect(row(one)).toContainText("no_scale");
  await advance(two, { progress: 0.4, message: "Reading sheet 4 of 10" });
  await expect(row(two)).toContainText("40 %");
});

/** Keeps what notifications show, in a tab at which nobody looks. */
async function collectNotifications(page: Page): Promise<() => Promise<unknown>> {
  await page.context().grantPermissions(["notifications"]);
  await page.addInitScript(() => {
    const shown: string[] = [];
    class Notification extends EventTarget {
      static permission = "granted";
      static requestPermission = async () => "granted";
      constructor(title: string, { body }: NotificationOptions) {
        super();
        shown.push(`${title} | ${body}`);
      }
      close() {}
    }
    Object.assign(window, { shown, Notification });
    document.hasFocus = () => false;
  });
  return () => page.evaluate(() => Reflect.get(window, "shown"));
}

story(
  "a job that ends while its tab is hidden is told by a notification, if asked for",
  async ({ page }) => {
    const listShown = await collectNotifications(page);
    const id = await createJob({ type: "parse", status: "RUNNING" });
    await page.goto(`/jobs/bedrock/${id}`);
    await page.getByRole("button", { name: "Notify me" }).click();
    await expect(page.getByRole("button", { name: "Will notify" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await advance(id, { status: "FAILED", error: { code: "no_scale", message: "No scale found" } });
    await expect
      .poll(listShown)
      .toEqual([expect.stringMatching(/^Failed · parse \| .*no_scale: No scale found/)]);
  },
);

story("a job that ends while its page is loaded again is told once, too", async ({ page }) => {
  const listShown = await collectNotifications(page);
  for (const toPath of [(id: string) => `/jobs/bedrock/${id}`, toWall]) {
    const id = await createJob({ type: "parse", status: "RUNNING" });
    await page.goto(toPath(id));
    await page.getByRole("button", { name: "Notify me" }).click();
    await expect(page.getByRole("button", { name: "Will notify" })).toBeVisible();
    await page.goto("about:blank");
    await advance(id, { status: "COMPLETED" });
    const read = async () => (await page.request.get(`/api/jobs/bedrock/${id}`)).text();
    await expect.poll(read).toContain('"succeeded"');
    await page.goto(toPath(id));
    await expect.poll(listShown).toEqual([expect.stringMatching(/^Succeeded · parse/)]);
    await page.reload();
    await expect(page.getByRole("main")).toContainText("Succeeded");
    expect(await listShown()).toEqual([]);
  }
});

for (const colorScheme of ["light", "dark"] as const)
  story(`a wall has no axe violations in the ${colorScheme} theme`, async ({ page }) => {
    const ids = [
      await createJob({ type: "parse", status: "RUNNING" }),
      await createJob({ type: "export", status: "COMPLETED" }),
      "job_nope_123",
    ];
    await page.emulateMedia({ colorScheme });
    await page.goto(toWall(...ids));
    await expect(page.getByRole("main")).toContainText("No such job");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  });
