import { readFile } from "node:fs/promises";
import { findOnJobPage } from "./support/job-page.ts";
import { findPasteBox, paste } from "./support/paste.ts";
import {
  buildNode,
  calmUnstructured,
  createDocumentJob,
  disturbUnstructured,
  moveDocumentJob,
  toUnstructuredUrl,
} from "./support/unstructured.ts";
import { expect, story } from "./support/story.ts";

const failed_files = Array.from({ length: 6 }, (_, index) => ({
  document: `contracts/msa-${index}.pdf`,
  error: `PartitionError: page ${index} is encrypted`,
}));

story.afterEach(calmUnstructured);

story(
  "a pasted UUID leads to its job, which is followed by polls to an end that hides failures",
  async ({ page }) => {
    const id = await createDocumentJob({ workflow_name: "Contracts", job_type: "scheduled" });
    await page.goto("/");
    await expect(findPasteBox(page)).toBeFocused();
    await paste(page, `see ${id.toUpperCase()}, please`);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(toUnstructuredUrl(id));
    const job = findOnJobPage(page);
    await expect(job.type).toHaveText("scheduled");
    await expect(job.fact("Project")).toContainText("Contracts");
    await expect(job.main).toContainText(/Polling.*every [\d.]+ s/);

    const nodes = [buildNode("Partitioner", [60, 4, 36, 0]), buildNode("Chunker", [80, 1, 19, 0])];
    await moveDocumentJob(id, { status: "IN_PROGRESS", details: { node_stats: nodes } });
    await expect(job.state).toContainText("Running");
    await expect(job.events.last()).toContainText("Started");
    const pipeline = job.main.getByRole("region", { name: "Pipeline" });
    await expect(pipeline.getByRole("listitem").filter({ hasText: "Partitioner" })).toContainText(
      "36 done",
    );
    await expect(job.fact("Progress")).toContainText("28 %");

    await moveDocumentJob(id, {
      status: "COMPLETED",
      runtime: "PT2M30S",
      details: {
        processing_status: "COMPLETED_WITH_ERRORS",
        node_stats: [buildNode("Partitioner", [0, 0, 96, 4]), buildNode("Chunker", [0, 0, 94, 2])],
      },
      failed_files,
    });
    await expect(job.state).toContainText("Partly failed");
    await expect(job.error).toContainText("Finished, 94 %: 6 of 100 files failed.");
    await expect(job.fact("Ran")).toContainText("2 m 30 s");
    const files = page.getByRole("list", { name: "6 files failed" });
    await expect(files).toBeHidden();
    await job.error.getByRole("link", { name: "The files that failed" }).click();
    await expect(files.getByRole("listitem")).toHaveCount(6);
    await expect(files.getByRole("listitem").first()).toContainText("page 0 is encrypted");
  },
);

story(
  "the documented job reads 2 m 30 s, and says what of its times is known",
  async ({ page }) => {
    await page.goto(toUnstructuredUrl("3fa85f64-5717-4562-b3fc-2c963f66afa6"));
    const job = findOnJobPage(page);
    await expect(job.fact("Ran")).toContainText("2 m 30 sas the upstream says");
    await expect(job.fact("Waited")).toContainText("the upstream does not say");
    await expect(job.fact("Ended")).toContainText("at the earliest");
    await expect(job.main).toContainText("not when it started or ended");
  },
);

story(
  "a cancel is confirmed first, shows at once that it was asked, and then what came of it",
  async ({ page }) => {
    const id = await createDocumentJob({ status: "IN_PROGRESS" });
    await disturbUnstructured({ kind: "slow", delayMs: 1_500, route: "cancel", jobId: id });
    await page.goto(toUnstructuredUrl(id));
    const job = findOnJobPage(page);
    await expect(job.main).toContainText("Polling");
    await job.main.getByRole("button", { name: "Cancel job…" }).click();
    const dialog = page.getByRole("dialog", { name: "Cancel this job?" });
    await expect(dialog.getByRole("button", { name: "Keep it running" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();

    await job.main.getByRole("button", { name: "Cancel job…" }).click();
    await dialog.getByRole("button", { name: "Cancel the job" }).click();
    await expect(job.main).toContainText(/Cancel asked at \d\d:\d\d:\d\d/);
    await expect(job.state).toContainText("Running");
    await expect(job.state).toContainText("Canceled");
    await expect(dialog).toBeHidden();
    await expect(job.events.filter({ hasText: "Cancel asked by sandbox" })).toHaveCount(1);
    await expect(job.main.getByRole("button", { name: "Cancel job…" })).toHaveCount(0);
  },
);

story.describe("a cancel that comes too late", () => {
  story.use({ expectedErrors: [/status of 409/] });
  story("is answered in words, and the job shows its end", async ({ page }) => {
    const id = await createDocumentJob({ status: "IN_PROGRESS" });
    await page.goto(toUnstructuredUrl(id));
    const job = findOnJobPage(page);
    await job.main.getByRole("button", { name: "Cancel job…" }).click();
    await moveDocumentJob(id, { status: "COMPLETED", runtime: "PT1S" });
    const dialog = page.getByRole("dialog", { name: "Cancel this job?" });
    await dialog.getByRole("button", { name: "Cancel the job" }).click();
    await expect(dialog.getByRole("alert")).toContainText("conflict");
    await expect(job.state).toContainText("Succeeded");
  });
});

story("an output file is downloaded through Gantry, under its own name", async ({ page }) => {
  const id = await createDocumentJob({
    status: "COMPLETED",
    runtime: "PT5S",
    output_node_files: [{ node_id: "n-1", file_id: "msa 20%24.pdf.json", node_type: "chunk" }],
    outputBytes: 300_000,
  });
  await page.goto(toUnstructuredUrl(id));
  const artifacts = page.getByRole("region", { name: "Artifacts" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    artifacts.getByRole("link", { name: "msa 20%24.pdf.json" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("msa 20%24.pdf.json");
  expect(JSON.parse(await readFile(await download.path(), "utf8"))).toContainEqual(
    expect.objectContaining({ type: "Title" }),
  );
  const gone = await page.request.get(`/api${toUnstructuredUrl(id)}/artifacts/%25zz`);
  expect(gone.status()).toBe(404);
  expect(await gone.json()).toMatchObject({ code: "file_not_found" });
});

story("an end that the details of the job do not tell is seen all the same", async ({ page }) => {
  const node_stats = [buildNode("Partitioner", [0, 1, 9, 0])];
  const details = { processing_status: "IN_PROGRESS", node_stats };
  const id = await createDocumentJob({ status: "IN_PROGRESS", details });
  await page.goto(toUnstructuredUrl(id));
  const job = findOnJobPage(page);
  await expect(job.main).toContainText("Polling");
  await moveDocumentJob(id, { status: "COMPLETED", runtime: "PT4S", details });
  await expect(job.state).toContainText("Succeeded", { timeout: 12_000 });
  await expect(job.state).toContainText("Ended");
});

story("a job whose details are not there is shown with what is", async ({ page }) => {
  const id = await createDocumentJob({ status: "IN_PROGRESS", details: null, file_status: null });
  await page.goto(toUnstructuredUrl(id));
  const job = findOnJobPage(page);
  await expect(job.main).toContainText("Polling");
  await expect(job.state).toContainText("Running");
  await moveDocumentJob(id, { status: "COMPLETED", runtime: null, failed_files: null });
  await expect(job.state).toContainText("Succeeded");
});
