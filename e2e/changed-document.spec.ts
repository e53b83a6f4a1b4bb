import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { createJob, putRaw } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

story("a long document that changed but kept its length is shown anew", async ({ page }) => {
  const filler = "x".repeat(40_000);
  const id = await createJob({
    status: "COMPLETED",
    payloadText: `{"filler":"${filler}","last":111}`,
  });
  await page.goto(toJobUrl(id));
  const { payload } = findOnJobPage(page);
  await expect(payload.getByRole("treeitem").filter({ hasText: "last: 111" })).toBeVisible();

  const raw = await (await page.request.get(`/api/jobs/bedrock/${id}/raw`)).text();
  await putRaw(id, raw.replace('"last":111', '"last":222'));
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(payload.getByRole("treeitem").filter({ hasText: "last: 222" })).toBeVisible();
});
