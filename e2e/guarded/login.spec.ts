import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { guardedStory, operator } from "../support/guarded-story.ts";
import { findOnJobPage, toJobUrl } from "../support/job-page.ts";
import { expect } from "../support/story.ts";

async function signInOnPage(page: Page, password = operator.password): Promise<void> {
  await page.getByLabel("Name").fill(operator.name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

guardedStory(
  "signing in leads to the page that was asked for",
  async ({ page, startGuarded, upstream }) => {
    const id = upstream.control.createJob({ type: "parse", status: "RUNNING" });
    const { url } = await startGuarded();
    await page.goto(url + toJobUrl(id));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    await signInOnPage(page, "a wrong password");
    await expect(page.getByRole("alert").first()).toHaveText("Name or password is wrong.");
    await signInOnPage(page);
    await expect(page).toHaveURL(url + toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.type).toHaveText("parse");
    await expect(job.state).toContainText("Live");
    upstream.control.advance(id, { status: "COMPLETED" });
    await expect(job.state).toContainText("Succeeded");
  },
);

guardedStory(
  "a stranger sees the name, the form and nothing else, in both themes and at any width",
  async ({ page, startGuarded }) => {
    const { url } = await startGuarded();
    for (const colorScheme of ["light", "dark"] as const)
      for (const width of [320, 375, 1440]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${url}/login?error=1&wait=90`);
        const text = await page.locator("body").innerText();
        expect(text.split(/\s*\n\s*/)).toEqual([
          ...["Gantry", "Sign in", "Too many attempts. Try again in 1 m 30 s."],
          ...["Name", "Password", "Sign in"],
        ]);
        for (const role of ["navigation", "banner", "status"] as const)
          await expect(page.getByRole(role)).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((violation) => violation.id)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
    await page.goto(`${url}/login?error=crowd`);
    await expect(page.getByRole("alert").first()).toHaveText(
      "Many people are signing in at this moment. Try again.",
    );
  },
);

guardedStory.describe("signing out", () => {
  guardedStory.use({ expectedErrors: [/ERR_FAILED/] });
  guardedStory(
    "leads to the sign-in page, or says that it failed",
    async ({ page, startGuarded }) => {
      const { url } = await startGuarded();
      await page.goto(`${url}/system`);
      await signInOnPage(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("System");
      await page.getByLabel(`${operator.name} (operator): theme, time zone, sign out`).click();
      const session = "**/api/session";
      await page.route(session, (route) => route.abort());
      const signOut = page.getByRole("button", { name: "Sign out" });
      await signOut.click();
      await expect(page.getByRole("alert").filter({ hasText: "still signed in" })).toBeVisible();
      await page.unroute(session);
      await signOut.click();
      await expect(page).toHaveURL(`${url}/login`);
      await page.goto(`${url}/system`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    },
  );
});

guardedStory("signing in works without script", async ({ browser, startGuarded }) => {
  const { url } = await startGuarded();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${url}/system`);
  await signInOnPage(page);
  await expect(page).toHaveURL(`${url}/system`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("System");
  await context.close();
});
