import { startSandbox } from "#lib/sandbox/start-sandbox.ts";
import { guardedStory, signIn } from "../support/guarded-story.ts";
import { expect } from "../support/story.ts";

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
