import { createJob } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

story.use({ timezoneId: "Europe/Zurich" });

story("a zone that is chosen holds at once, also for what the server wrote", async ({ page }) => {
  const id = await createJob({ status: "RUNNING" });
  await page.goto(`/jobs/bedrock/${id}`);
  await expect(page.getByText(/ago, Zurich/).first()).toBeVisible();
  await expect(page.getByText(/Expected to end (?:between|by) .+ Europe\/Zurich \(/)).toBeVisible();
  await page.getByLabel("Display: theme and time zone").click();
  const rewritten = page.waitForResponse((response) => "rsc" in response.request().headers());
  await page.getByRole("radio", { name: "UTC" }).check();
  await expect(page.getByText(/ago, UTC/).first()).toBeVisible();
  await expect(page.getByText(/Expected to end (?:between|by) .+ UTC \(/)).toBeVisible();
  expect((await (await rewritten).request().allHeaders())["cookie"]).toMatch(/=UTC(;|$)/);
});
