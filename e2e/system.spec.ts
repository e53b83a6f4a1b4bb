import { startSandbox } from "#lib/sandbox/start-sandbox.ts";
import { guardedStory, signIn } from "./support/guarded-story.ts";
import { expect, story } from "./support/story.ts";

story(
  "the people who run Gantry see each source being read, and that it catches up",
  async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "System" }).click();
    const heading = page.getByRole("heading", { level: 1, name: "System" });
    await expect(heading).toBeVisible({ timeout: 20_000 });
    for (const label of ["Bedrock", "Unstructured", "Figur"]) {
      const source = page.getByRole("region", { name: label });
      await expect(source.getByText("Up to date")).toBeVisible({ timeout: 45_000 });
      await expect(source.getByText("Jobs known")).toBeVisible();
    }
    const own = page.getByRole("region", { name: "This Gantry" });
    await expect(own.getByText("for ever")).toBeVisible();
    const ready = await page.request.get("/api/ready");
    expect(await ready.json()).toEqual({ ready: true, notReady: [], failing: [] });
  },
);

const slowStory = guardedStory.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the pattern
  upstream: async ({}, use) => {
    // More pages than a third of the smallest plan lets through in a minute.
    const options = { apiKey: "sk_slow", jobs: 3_000, live: false, requestsPerMinute: 60 };
    const sandbox = await startSandbox(options);
    await use(sandbox);
    await sandbox.close();
  },
});

slowStory(
  "while the first reading lasts, the list and the system page say how far it is",
  async ({ page, context, startGuarded }) => {
    const gantry = await startGuarded();
    const [name = "", value = ""] = (await signIn(gantry)).split("=", 2);
    await context.addCookies([{ name, value, domain: "127.0.0.1", path: "/" }]);
    await page.goto(`${gantry.url}/system`);
    const source = page.getByRole("region", { name: "Bedrock" });
    const progress = source.getByRole("progressbar");
    await expect(source).toContainText(/\d+ % read, [1-9][\d,]* jobs so far, back to \d{4}/, {
      timeout: 20_000,
    });
    const read = Number(await progress.getAttribute("value"));
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(1);
    await page.goto(`${gantry.url}/jobs`);
    await expect(
      page.getByText(/Older jobs are still being read \(.*Bedrock \d+ %\)/),
    ).toBeVisible();
  },
);
