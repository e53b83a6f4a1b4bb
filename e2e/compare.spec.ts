import type { Page } from "@playwright/test";
import { toJobUrl } from "./support/job-page.ts";
import { advance, clearFaults, createJob, disturbStreams, fault } from "./support/sandbox.ts";
import { expect, story } from "./support/story.ts";

const toCompareUrl = (a: string, b: string) => `/compare?a=bedrock:${a}&b=bedrock:${b}`;

function findOnComparePage(page: Page) {
  const main = page.getByRole("main");
  const region = (name: string) => main.getByRole("region", { name, exact: true });
  return {
    main,
    region,
    lines: (name: string) => region(name).getByRole("listitem"),
    fields: {
      a: main.getByRole("textbox", { name: "A, the job to compare with" }),
      b: main.getByRole("textbox", { name: "B", exact: true }),
    },
  };
}

async function createPair() {
  const error = { code: "SHEET_UNREADABLE", message: "No vectors." };
  const a = await createJob({
    status: "COMPLETED",
    payloadText:
      '{"threshold":1.10,"seed":9007199254740993,"sheets":[{"id":"s0","rev":1},{"id":"s1","rev":1},{"id":"s2","rev":1},{"id":"s3","rev":1}],"api_key":"one-secret"}',
  });
  const b = await createJob({
    status: "FAILED",
    error,
    payloadText:
      '{"threshold":1.1,"seed":9007199254740993,"sheets":[{"id":"s3","rev":1},{"id":"s0","rev":1},{"id":"s1","rev":2},{"id":"s4","rev":1}],"api_key":"another-secret"}',
  });
  return { a, b };
}

story("what differs in two jobs: facts, durations, payload, events", async ({ page }) => {
  const { a, b } = await createPair();
  await page.goto(toCompareUrl(a, b));
  const { region, lines } = findOnComparePage(page);
  const status = region("Facts").getByRole("row", { name: /^Status/ });
  await expect(status).toContainText("Succeeded");
  await expect(status).toContainText("Failed");
  await expect(status).toContainText("differs");
  await expect(region("Facts").getByRole("row", { name: /^Type/ })).toContainText("same");
  await expect(region("Durations").getByRole("row", { name: /^In all/ })).toBeVisible();
  await expect(region("Phases").getByRole("img", { name: /^A: / })).toBeVisible();
  await expect(region("Events").getByRole("row", { name: /^Failed/ })).toContainText("only in B");

  const payload = region("Payload");
  await expect(payload.getByRole("status")).toContainText(
    "2 changed, 1 only in B, 1 only in A, 1 moved; 1 masked on both sides, so whether they are equal is not known",
  );
  await expect(lines("Payload").filter({ hasText: "threshold: 1.10" })).toContainText("only in A");
  await expect(lines("Payload").filter({ hasText: /threshold: 1\.1$/ })).toContainText("only in B");
  await expect(lines("Payload").filter({ hasText: "moved from [3] to [0]" })).toHaveCount(1);
  await expect(lines("Payload").filter({ hasText: "masked on both sides" })).toContainText(
    "api_key",
  );
  await expect(payload).not.toContainText("secret");

  await payload.getByText("Everything").click();
  await expect(lines("Payload").filter({ hasText: "9007199254740993" })).toHaveCount(1);
  await payload.getByText("Differences", { exact: true }).click();
  await payload.getByRole("button", { name: "Next difference" }).click();
  await expect(region("Results")).toContainText("Neither job has results.");
});

story("two fields take pasted texts, and the address can be passed on", async ({ page }) => {
  const { a, b } = await createPair();
  await page.goto("/compare");
  const { main, fields } = findOnComparePage(page);
  await expect(main).toContainText("Paste the IDs of two jobs above");
  await fields.a.fill(`curl https://api.bedrock.cv/jobs/${a}`);
  await fields.b.fill(`  "${b}" `);
  await main.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(toCompareUrl(a, b));
  await main.getByRole("link", { name: "Swap A and B" }).click();
  await expect(page).toHaveURL(toCompareUrl(b, a));
});

story("a job leads to the previous of its type and to its last success", async ({ page }) => {
  const type = `pair.${Date.now()}`;
  const now = Date.now();
  const success = await createJob({ type, status: "COMPLETED", createdAt: now - 3_000 });
  const failed = await createJob({ type, status: "FAILED", createdAt: now - 2_000 });
  const latest = await createJob({ type, status: "FAILED", createdAt: now - 1_000 });
  for (const id of [success, failed]) await page.goto(toJobUrl(id));
  for (const [name, other] of [
    ["With the previous of its type", failed],
    ["With its last success", success],
  ] as const) {
    await page.goto(toJobUrl(latest));
    await page
      .getByRole("main")
      .getByText(/^Compare/)
      .click();
    await page.getByRole("main").getByRole("link", { name }).click();
    await expect(page).toHaveURL(toCompareUrl(other, latest));
  }
  await page.goto(`/compare?a=previous&b=bedrock:${success}`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    `Gantry knows no earlier job of the type ${type}.`,
  );
});

story("one that is missing is named, and the other one stands", async ({ page }) => {
  const { a } = await createPair();
  await page.goto(toCompareUrl(a, "job_01NOTTHERE"));
  const { main, region } = findOnComparePage(page);
  await expect(region("Job A")).toContainText(a);
  await expect(main.getByRole("alert")).toBeVisible();
  await expect(main).toContainText("B cannot be shown. Name another one above");
  await expect(main.getByRole("link", { name: /^B with/ })).toHaveCount(0);
  await page.goto(`/compare?a=hello&b=bedrock:${a}`);
  await expect(main.getByRole("alert")).toContainText("There is no job ID in this text.");
});

story("the same job twice, and jobs without documents, say so", async ({ page }) => {
  const { a, b } = await createPair();
  await page.goto(toCompareUrl(a, a));
  const { main, region } = findOnComparePage(page);
  await expect(main).toContainText("Both sides are the same job.");
  await page.goto(toCompareUrl(a, b));
  await expect(region("Results")).toContainText("Neither job has results.");
});

story("while one of them runs, its side is live", async ({ page }) => {
  const { a } = await createPair();
  const b = await createJob({ status: "RUNNING" });
  await page.goto(toCompareUrl(a, b));
  const { region } = findOnComparePage(page);
  await expect(region("Durations").getByRole("row", { name: /^Ran/ })).toContainText("so far");
  await expect(region("Results")).toContainText("B may still get some");
  await expect(page.getByRole("banner")).toContainText("Live");
  await advance(b, { status: "COMPLETED", results: { ok: true } });
  await expect(region("Job B")).toContainText("Succeeded");
  await expect(region("Results")).toContainText("Only B has results.");
});

story(
  "a side that its upstream does not tell of stands still and says so, the other goes on",
  async ({ page }) => {
    const a = await createJob({ status: "RUNNING" });
    const b = await createJob({ status: "RUNNING" });
    await page.goto(toCompareUrl(a, b));
    const { region } = findOnComparePage(page);
    await expect(region("Job A")).toContainText("Live");
    await expect(region("Job B")).toContainText("Live");
    await fault({ kind: "refuse", jobId: a });
    expect(await disturbStreams("cut", a)).toBe(1);
    await expect(region("Job A")).toContainText("Reconnecting");
    const lane = (name: RegExp) => region("Phases").getByRole("img", { name });
    await expect(lane(/^A: .*at least/)).toBeVisible();
    await expect(lane(/^B: (?!.*at least)/)).toBeVisible();
    await expect(region("Job B")).toContainText("Live");
    await clearFaults();
    await expect(region("Job A")).toContainText("Live", { timeout: 20_000 });
    await expect(lane(/^A: (?!.*at least)/)).toBeVisible();
  },
);

story(
  "documents of many thousand lines are compared, and drawn as they come into sight",
  async ({ page }) => {
    const items = (rev: number) =>
      Array.from({ length: 60_000 }, (_, index) => `{"id":${index},"rev":${index % 3 ? 1 : rev}}`);
    const a = await createJob({
      status: "COMPLETED",
      payloadText: `{"items":[${items(1).join()}]}`,
    });
    const b = await createJob({
      status: "COMPLETED",
      payloadText: `{"items":[${items(2).join()}]}`,
    });
    await page.goto(toCompareUrl(a, b));
    const { region, lines } = findOnComparePage(page);
    await expect(region("Payload").getByRole("status")).toContainText("20,000 changed", {
      timeout: 20_000,
    });
    const scroller = region("Payload").getByRole("group");
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(lines("Payload").filter({ hasText: "rev: 2" }).first()).toBeVisible();
    expect(await lines("Payload").count()).toBeLessThan(300);
  },
);

story.describe("without JavaScript", () => {
  story.use({ javaScriptEnabled: false });

  story(
    "facts, durations, phases and events are there, and where to read the documents",
    async ({ page }) => {
      const { a, b } = await createPair();
      await page.goto("/compare");
      const { main, region, fields } = findOnComparePage(page);
      await fields.a.fill(a);
      await fields.b.fill(b);
      await main.getByRole("button", { name: "Compare" }).click();
      await expect(page).toHaveURL(toCompareUrl(a, b));
      await expect(region("Facts").getByRole("row", { name: /^Status/ })).toContainText("differs");
      await expect(region("Durations").getByRole("row", { name: /^In all/ })).toBeVisible();
      await expect(region("Payload")).toContainText("compared in the browser");
    },
  );
});
