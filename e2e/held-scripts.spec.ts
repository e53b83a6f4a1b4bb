import { createServer } from "node:http";
import { toJobUrl } from "./support/job-page.ts";
import { gantryUrl } from "./support/addresses.ts";
import { expect, story } from "./support/story.ts";

const url = toJobUrl("job_01JABCD123");

story(
  "the page is painted before its scripts are asked for, and loaded when they have run",
  async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener("load", () => {
        document.documentElement.dataset["ranAtLoad"] = String("next" in window);
      });
    });
    await page.goto(url);
    await expect(page.locator("html")).toHaveAttribute("data-ran-at-load", "true");
    const [paintedAt = Infinity, firstScriptAt] = await page.evaluate(() => [
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
      Math.min(
        ...performance
          .getEntriesByType("resource")
          .filter(({ name }) => name.endsWith(".js"))
          .map(({ startTime }) => startTime),
      ),
    ]);
    expect(firstScriptAt).toBeGreaterThanOrEqual(paintedAt);
    await expect(page.locator("iframe")).toHaveCount(0);
  },
);

story("a page whose paints are not told comes alive all the same", async ({ page }) => {
  await page.addInitScript(() => {
    const { observe } = PerformanceObserver.prototype;
    PerformanceObserver.prototype.observe = function observeAllBut(options) {
      if (options?.type !== "paint") observe.call(this, options);
    };
  });
  await page.goto("/jobs");
  const link = page.getByRole("banner").getByRole("status").filter({ hasText: "Live" });
  await expect(link).toBeVisible();
});

story("a menu opened before the page is alive has its choices when it is", async ({ page }) => {
  const gate = Promise.withResolvers<void>();
  await page.route("**/*.js", async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.goto("/system", { waitUntil: "commit" });
  await page.getByLabel("Display: theme and time zone").click();
  gate.resolve();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeVisible();
});

story(
  "a window that another site holds is lost to it, also where the address is typed",
  async ({ page }) => {
    const elsewhere = createServer((_, response) => {
      response.setHeader("content-type", "text/html").end("<title>elsewhere</title>");
    }).listen(0, "localhost");
    const address = await new Promise<string>((resolve) => {
      elsewhere.once("listening", () => {
        const at = elsewhere.address();
        resolve(`http://localhost:${typeof at === "object" ? at?.port : ""}`);
      });
    });
    await page.goto(address);
    const opened = page.waitForEvent("popup");
    const held = await page.evaluateHandle(() => window.open("about:blank"));
    const popup = await opened;
    await popup.goto(gantryUrl + url);
    await expect(popup.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    await expect.poll(() => held.evaluate((window) => window?.closed)).toBe(true);
    expect(await popup.evaluate(() => window.opener)).toBeNull();
    elsewhere.close();
  },
);
