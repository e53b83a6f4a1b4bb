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

story.describe("while the network is away", () => {
  story.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });

  story("the page stays as it is, and goes on by itself afterwards", async ({ page, context }) => {
    await page.goto("/system");
    const heading = page.getByRole("heading", { level: 1, name: "System" });
    const isOf = (path: string) => (of: { url(): string }) => new URL(of.url()).pathname === path;
    // Between the two questions of one refresh the network would end the page.
    await page.waitForEvent("requestfinished", isOf("/system"));
    await context.setOffline(true);
    for (let time = 0; time < 2; time += 1)
      await page.waitForEvent("requestfailed", isOf("/api/health"));
    await expect(heading).toBeVisible();
    await context.setOffline(false);
    await page.waitForResponse(isOf("/system"));
    await expect(heading).toBeVisible();
  });
});
