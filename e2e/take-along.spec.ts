import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { advance, countRequests, createJob } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const error = { code: "SHEET_UNREADABLE", message: "No vectors in <b>A-201</b>." };
const payloadText =
  '{"seed":9007199254740993,"threshold":0.8250,"note":"<img src=x onerror=alert(1)>"}';

async function openMenu(page: Page) {
  await page.getByRole("main").getByText("Copy or save").click();
  return (name: string) => page.getByRole("main").getByRole("link", { name });
}

async function readClipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

async function download(page: Page, id: string): Promise<string> {
  await page.goto(toJobUrl(id));
  const link = await openMenu(page);
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    link("Download as file").click(),
  ]);
  expect(saved.suggestedFilename()).toBe(`${id}.gantry.json`);
  return saved.path();
}

/** As a file manager would: a drop of real files onto the page. */
async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((files) => {
    const held = new DataTransfer();
    for (const { name, text } of files) held.items.add(new File([text], name));
    return held;
  }, files);
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

story("a job is copied as Markdown for a ticket", async ({ page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await createJob({ status: "FAILED", error });
  await page.goto(toJobUrl(id));
  const link = await openMenu(page);
  await link("Copy for a ticket").click();
  await expect(link("Copy for a ticket")).toContainText("Copied");
  const ticket = await readClipboard(page);
  expect(ticket).toContain("**Failed**: `overlay.generate`");
  expect(ticket).toContain(`- ID: \`${id}\` (Bedrock)`);
  expect(ticket).toContain("- Error: `SHEET_UNREADABLE`");
  expect(ticket).toMatch(/- Created: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC/);
  expect(ticket).toContain(`- Link: <${baseURL}${toJobUrl(id)}>`);
});

story("a curl line is copied with a variable in place of the key", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await createJob({ status: "COMPLETED" });
  await page.goto(toJobUrl(id));
  const link = await openMenu(page);
  await link("Copy as curl").click();
  await expect(link("Copy as curl")).toContainText("Copied");
  const line = await readClipboard(page);
  expect(line).toContain('"Authorization: Bearer $BEDROCK_API_KEY"');
  expect(line).toContain(`/jobs/${id}'`);
  expect(line).not.toMatch(/sk_/);
});

story("a job saved as a file is opened again by a drop, without any upstream", async ({ page }) => {
  const id = await createJob({ status: "FAILED", error, payloadText });
  const text = await readFile(await download(page, id), "utf8");
  expect(text).toContain(`"payload":${payloadText}`);
  const asked = await countRequests(id);
  const requests: string[] = [];

  await page.goto("/");
  await expect(page.getByText("Open a saved job")).toBeVisible();
  page.on("request", (request) => requests.push(request.url()));
  await drop(page, [{ name: "saved.json", text }]);
  await expect(page).toHaveURL(/\/file$/);
  const job = findOnJobPage(page);
  await expect(job.main).toContainText("From a file, saved at");
  await expect(job.type).toHaveText("overlay.generate");
  await expect(job.error).toContainText(error.message);
  await expect(job.payload).toContainText("9007199254740993");
  await expect(job.payload).toContainText("0.8250");
  await expect(job.payload).toContainText("<img src=x onerror=alert(1)>");
  expect(await job.events.count()).toBe(3);
  expect(await countRequests(id)).toBe(asked);
  expect(requests.filter((url) => url.includes("/api/"))).toEqual([]);
});

story("a large payload is opened from a file too", async ({ page }) => {
  const id = await createJob({ status: "COMPLETED", payloadBytes: 300_000 });
  const path = await download(page, id);
  await page.goto("/file");
  await page.getByLabel("choose the file").setInputFiles(path);
  const { payload } = findOnJobPage(page);
  await expect(payload).toContainText("300");
  await expect(payload.getByRole("tree", { name: "Payload" })).toBeVisible();
});

story("files that are none say so, and the next one opens", async ({ page }) => {
  await page.goto("/file");
  await expect(page.getByText("choose the file")).toBeVisible();
  const alert = page.getByRole("main").getByRole("alert");
  await drop(page, [{ name: "<b>notes</b>.txt", text: "hello" }]);
  await expect(alert).toContainText("<b>notes</b>.txt does not open");
  await expect(alert).toContainText("only files that Gantry saved open here");
  await drop(page, [{ name: "empty.json", text: "" }]);
  await expect(alert).toContainText("This file is empty.");
  await drop(page, [
    { name: "a", text: "a" },
    { name: "b", text: "b" },
  ]);
  await expect(page.getByText("One file at a time, please.")).toBeVisible();
});

story("a file of a running job shows it as it was, with its clocks stopped", async ({ page }) => {
  const id = await createJob({ status: "RUNNING" });
  const text = await readFile(await download(page, id), "utf8");
  await advance(id, { status: "COMPLETED" });
  await page.goto("/");
  await expect(page.getByText("Open a saved job")).toBeVisible();
  await drop(page, [{ name: "saved.json", text }]);
  await expect(findOnJobPage(page).fact("Running")).toContainText("as it was saved");
});
