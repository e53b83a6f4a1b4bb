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
