import { findOnJobPage, readFavicon, toJobUrl } from "./support/job-page.ts";
import { createKnownPair } from "./support/known-jobs.ts";
import { createKnownJob } from "./support/list.ts";
import { findPasteBox, paste } from "./support/paste.ts";
import { advance, countRequests, createJob, fault } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

story(
  "a pasted curl line leads to the job, and the job is followed to its end",
  async ({ page }) => {
    const id = await createJob({ type: "overlay.generate" });
    let documents = 0;
    page.on("request", (request) => {
      if (request.resourceType() === "document") documents += 1;
    });

    await page.goto("/");
    await expect(findPasteBox(page)).toBeFocused();
    const running = page.getByRole("table").first().getByRole("row");
    await expect(running.filter({ hasText: "Running" }).first()).toBeVisible();

    await paste(page, `curl -H "X-API-Key: $KEY" 'https://api.bedrock.cv/jobs/${id}' | jq .data`);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.type).toHaveText("overlay.generate");
    await expect(job.state).toContainText("Queued");
    await expect(job.state).toContainText("Live");
    await expect(job.main.getByRole("term").first()).toHaveText("Waiting");
    await expect(job.results).toContainText("No results yet");
    await expect(job.events).toHaveCount(1);
    await expect(page).toHaveTitle("queued · overlay.generate");
    const queuedIcon = await readFavicon(page);

    await advance(id, { status: "RUNNING" });
    await expect(job.state).toContainText("Running");
    await expect(job.events).toHaveCount(2);
    await expect(job.events.last()).toContainText("Started");
    await expect(page).toHaveTitle("running · overlay.generate");
    await expect.poll(() => readFavicon(page)).not.toBe(queuedIcon);
    const runningIcon = await readFavicon(page);

    await advance(id, { progress: 0.4, message: "Comparing sheet 2 of 5" });
    await expect(job.events.last()).toContainText("Comparing sheet 2 of 5");
    await expect(job.fact("Progress")).toContainText("40 %");
    await expect(page).toHaveTitle("40 % · overlay.generate");

    await advance(id, { status: "COMPLETED", results: { overlay: { score: 0.9375 } } });
    await expect(job.state).toContainText("Succeeded");
    await expect(job.state).toContainText("Ended");
    await expect(job.events.last()).toContainText("Succeeded");
    await expect(page).toHaveTitle("✓ done · overlay.generate");
    await expect.poll(() => readFavicon(page)).not.toBe(runningIcon);
    await expect(job.results.getByRole("treeitem", { name: "score" })).toContainText("0.9375");
    expect(documents, "documents loaded since the first page").toBe(1);
  },
);

story(
  "once a job has started, it is said how long it waited for its kind and when its end is expected",
  async ({ page }) => {
    const type = "story.starts";
    const now = Date.now();
    for (let nth = 0; nth < 20; nth += 1) {
      const other = await createJob({ type, createdAt: now - 300_000 });
      await advance(other, { status: "RUNNING", at: now - 299_000 });
      await advance(other, { status: "COMPLETED", at: now - 200_000 + nth * 1_000 });
      await page.request.get(`/api${toJobUrl(other)}`);
    }
    const id = await createJob({ type, createdAt: now - 60_000 });
    await page.goto(toJobUrl(id));
    const job = findOnJobPage(page);
    await expect(job.state).toContainText("Live");
    await expect(job.fact("Waiting")).toContainText("so far, usually");
    await advance(id, { status: "RUNNING" });
    await expect(job.fact("Waited")).toContainText("longer than");
    await expect(job.main).toContainText("Expected to end between");
  },
);

story("who opens a job that somebody watches sees it move as well", async ({ page, browser }) => {
  const id = await createJob({ type: "overlay.generate" });
  await advance(id, { status: "RUNNING" });
  await page.goto(toJobUrl(id));
  await expect(findOnJobPage(page).state).toContainText("Live");
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(toJobUrl(id));
  const job = findOnJobPage(other);
  await expect(job.state).toContainText("Live");
  await advance(id, { progress: 0.3, message: "Reading sheet 1" });
  await expect(job.fact("Progress")).toContainText("30 %");
  await expect(job.events.last()).toContainText("Reading sheet 1");
  await advance(id, { progress: 0.6, message: "Reading sheet 2" });
  await expect(job.fact("Progress")).toContainText("60 %");
  await context.close();
});

for (const [what, around] of [
  ["spaces", (id: string) => `   ${id}\t `],
  ["quotes", (id: string) => `“${id}”`],
  ["JSON quotes and a comma", (id: string) => `"job_id": "${id}",`],
  ["an address of Gantry", (id: string) => `https://gantry.example.com/jobs/bedrock/${id}?x=1#y`],
  ["a log line", (id: string) => `2026-11-22T13:57:56Z WARN worker-3 job=${id} took 12s (retry 1)`],
] as const) {
  story(`an ID in ${what} is enough`, async ({ page }) => {
    const id = await createJob({ type: "parse" });
    await page.goto("/");
    await expect(findPasteBox(page)).toBeFocused();
    await paste(page, around(id));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(toJobUrl(id));
    await expect(findOnJobPage(page).type).toHaveText("parse");
  });
}

story(
  "a pasted log of several lines opens without Enter and says what became of each ID",
  async ({ page }) => {
    const first = await createJob({ type: "parse" });
    const second = await createJob({ type: "symbol_match", status: "COMPLETED" });
    await page.goto("/");
    await expect(findPasteBox(page)).toBeFocused();
    await paste(page, `INFO ${first} started\nINFO ${second} done\nWARN job_01NOTTHERE lost\n`);
    await expect(page.getByRole("heading", { name: "Lookup" })).toBeVisible();
    const main = page.getByRole("main");
    const row = (id: string) => main.getByRole("row").filter({ hasText: id });
    await expect(main).toContainText("2 found · 1 missing");
    await expect(row(first)).toContainText("Queued");
    await expect(row(second)).toContainText("Succeeded");
    await expect(main.getByRole("listitem").filter({ hasText: "job_01NOTTHERE" })).toBeVisible();
    await row(second).getByRole("link").click();
    await expect(findOnJobPage(page).type).toHaveText("symbol_match");
  },
);

story("a text without an ID is answered in words and leads nowhere", async ({ page }) => {
  await page.goto("/");
  await findPasteBox(page).fill("prj_01JABCD123");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "prj_01JABCD123 is a project, not a job.",
  );
  await expect(page).toHaveURL("/");
});

story(
  "Enter takes the one known job whose ID begins as the text, and lists several",
  async ({ page }) => {
    const known = await createKnownJob(page, "story.typed");
    await page.goto("/");
    await findPasteBox(page).fill(known.slice(0, -3).replace("job_", "JOB_"));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(toJobUrl(known));

    const { prefix, ids } = await createKnownPair();
    const text = prefix.replace("job_", "JOB_");
    await page.goto("/");
    await findPasteBox(page).fill(text);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/lookup?q=${text}`);
    const begun = page.getByRole("region", { name: "Known jobs that begin like this" });
    await expect(begun.getByRole("link")).toHaveText(ids);
  },
);

story(
  "the first characters of a Bedrock ID may be an ID by themselves, and lead where they are known to begin one",
  async ({ page }) => {
    const known = await createKnownJob(page, "story.short");
    const begun = known.slice(0, -3);
    for (const open of [
      () => page.goto(`/lookup?q=${begun}`),
      async () => {
        await page.goto("/");
        await findPasteBox(page).fill(begun);
        await page.keyboard.press("Enter");
      },
    ]) {
      await open();
      await expect(page).toHaveURL(toJobUrl(known));
    }
    expect(await countRequests(begun), "requests for what is no job").toBe(0);

    const { prefix, ids } = await createKnownPair();
    await page.goto("/");
    await findPasteBox(page).fill(prefix);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/lookup?q=${prefix}`);
    const several = page.getByRole("region", { name: "Known jobs that begin like this" });
    await expect(several.getByRole("link")).toHaveText(ids);
    await expect(page.getByRole("link", { name: `Ask for ${prefix} itself` })).toHaveAttribute(
      "href",
      toJobUrl(prefix),
    );
    // An ID that is known whole is no beginning, though others begin so.
    const whole = ids[1] ?? "";
    await createJob({ id: `${whole}X` });
    await page.request.get(`/api${toJobUrl(`${whole}X`)}`);
    await page.goto(`/lookup?q=${whole}`);
    await expect(page).toHaveURL(toJobUrl(whole));
  },
);

story("a source that hangs holds up no lookup of what is known", async ({ page }) => {
  const known = await createKnownJob(page, "story.hangs");
  const unknown = Array.from({ length: 23 }, (_, at) => `job_01HANGS${at}`);
  await fault({ kind: "hang", route: "get" });
  const startedAt = Date.now();
  await page.goto(`/lookup?q=${[known, ...unknown].join("+")}`);
  const main = page.getByRole("main");
  await expect(main.getByRole("row").filter({ hasText: known })).toBeVisible();
  expect(Date.now() - startedAt).toBeLessThan(6_000);
  await expect(main.getByRole("status").first()).toHaveText("1 found · 4 no answer · 19 not asked");
  await expect(main).toContainText("Bedrock has not answered yet.");
  await expect(main.getByRole("button", { name: "Ask for 23 IDs" })).toBeEnabled();
});
