import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { createKnownPair } from "./support/known-jobs.ts";
import { createKnownJob } from "./support/list.ts";
import { findPasteBox } from "./support/paste.ts";
import { expect, story } from "./support/story.ts";

story.use({ javaScriptEnabled: false });

const documented = "job_01JABCD123";

story("the documented job reads whole without script", async ({ page }) => {
  await page.goto(toJobUrl(documented));
  const job = findOnJobPage(page);
  await expect(job.type).toHaveText("overlay.generate");
  await expect(job.state).toContainText("Succeeded");
  await expect(job.fact("Waited")).toContainText("2 s");
  await expect(job.fact("Ran")).toContainText("1 m 28 s");
  await expect(job.fact("Target")).toContainText("blk_01JABCD123");
  await expect(job.events).toHaveText([/Queued/, /Started/, /Succeeded/]);
  await expect(job.payload).toContainText("blk_01JABCD100");
  await expect(job.payload).toContainText("blk_01JABCD200");
  await expect(page).toHaveTitle("✓ done · overlay.generate");
});

story("the paste box is a plain form", async ({ page }) => {
  await page.goto("/");
  await findPasteBox(page).fill(`curl https://api.bedrock.cv/jobs/${documented}`);
  await page.getByRole("main").getByRole("button", { name: "Open" }).click();
  await expect(page).toHaveURL(toJobUrl(documented));
  await expect(findOnJobPage(page).state).toContainText("Succeeded");
});

story(
  "the header's paste box is a plain form too, and says when a text holds no ID",
  async ({ page }) => {
    await page.goto(toJobUrl(documented));
    const box = page.getByRole("banner").getByRole("textbox", { name: /^Job ID/ });
    await box.fill("hello");
    await box.press("Enter");
    // Nothing comes after it: nothing was looked up.
    await expect(page.getByRole("main")).toHaveText(/There is no job ID in this text\.$/);
  },
);

story(
  "the first characters of a known ID lead to its job, and those of several to their table",
  async ({ page }) => {
    const open = page.getByRole("main").getByRole("button", { name: "Open" });
    const known = await createKnownJob(page, "story.begun");
    await page.goto("/");
    await findPasteBox(page).fill(known.slice(0, -3).replace("job_", "JOB_"));
    await open.click();
    await expect(page).toHaveURL(toJobUrl(known));

    const { prefix, ids } = await createKnownPair();
    await page.goto("/");
    await findPasteBox(page).fill(prefix.replace("job_", "JOB_"));
    await open.click();
    const begun = page.getByRole("region", { name: "Known jobs that begin like this" });
    await expect(begun.getByRole("link")).toHaveText(ids);
    await expect(page.getByRole("main")).not.toContainText("small letters");
  },
);

story("a lookup of many unknown IDs goes on by a link", async ({ page }) => {
  const ids = Array.from({ length: 25 }, (_, at) => `job_01LINKED${at}`);
  await page.goto("/");
  await findPasteBox(page).fill(ids.join(" "));
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Open" }).click();
  const said = main.getByRole("status").first();
  await expect(said).toHaveText("20 missing · 5 not asked");
  await expect(main.getByRole("button", { name: /^Ask for/ })).toBeHidden();
  await main.getByRole("link", { name: "Ask for more" }).click();
  await expect(said).toHaveText("25 missing");
  await expect(main.getByRole("link", { name: "Ask for more" })).toHaveCount(0);
});

story("the first page has its rows", async ({ page }) => {
  await page.goto("/");
  for (const name of ["Running now", "Failed lately", "Ended lately"]) {
    const rows = page.getByRole("region", { name }).first().getByRole("row");
    expect(await rows.count(), name).toBeGreaterThan(2);
  }
  await page
    .getByRole("region", { name: "Failed lately" })
    .first()
    .getByRole("row")
    .getByRole("link")
    .first()
    .click();
  await expect(findOnJobPage(page).state).toContainText(/failed/i);
});
