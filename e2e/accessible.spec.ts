import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { findOnJobPage, toJobUrl } from "./support/job-page.ts";
import { createKnownPair } from "./support/known-jobs.ts";
import { isAlive } from "./support/list.ts";
import { findPasteBox } from "./support/paste.ts";
import { createJob } from "./support/sandbox.ts";
import { buildNode, createDocumentJob, toUnstructuredUrl } from "./support/unstructured.ts";
import { expect, story } from "./support/story.ts";

story.use({ expectedErrors: [/the server responded with a status of 404 .*\/jobs\//] });

const widths = [1440, 320];
const themes = ["light", "dark"] as const;

async function lookFromAllSides(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")} · ${node.failureSummary}`),
      );
      expect.soft(found, `axe at ${width} px, ${colorScheme}`).toEqual([]);
    }
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(scrollWidth, `width of the page at ${width} px`).toBeLessThanOrEqual(width);
  }
}

const error = { code: "SHEET_UNREADABLE", message: `No vectors in ${"A-201_".repeat(30)}.` };
const payload = {
  sheet: "A-201",
  layers: [1, 2.5, true, null],
  nested: { link: "https://a.example/b" },
};

for (const [what, open] of [
  ["the first page", async () => "/"],
  ["a running job", async () => toJobUrl(await createJob({ status: "RUNNING", payload }))],
  [
    "a failed job",
    async () =>
      toJobUrl(await createJob({ status: "FAILED", error, payload, type: "t_".repeat(40) })),
  ],
  [
    "a finished job",
    async () => toJobUrl(await createJob({ status: "COMPLETED", results: payload })),
  ],
  [
    "a job of many files that partly failed",
    async () => {
      const id = await createDocumentJob({
        status: "COMPLETED",
        details: { node_stats: [buildNode("N".repeat(60), [3, 2, 91, 4])] },
        failed_files: [{ document: "d/".repeat(60), error: "E".repeat(300) }],
        output_node_files: [{ node_id: null, file_id: "o".repeat(90) }],
      });
      return toUnstructuredUrl(id);
    },
  ],
  ["a missing job", async () => toJobUrl("job_01DOESNOTEXIST")],
  ["a lookup", async () => "/lookup?q=job_01JABCD123%20job_01NOTTHERE"],
  [
    "a lookup of first characters",
    async () => {
      const { prefix } = await createKnownPair();
      return `/lookup?q=${prefix.replace("job_", "JOB_")}`;
    },
  ],
  [
    "a parent with its children",
    async () => {
      const parent = await createJob({ type: "parse", status: "RUNNING" });
      const child = await createJob({ parentId: parent, status: "FAILED", error });
      await createJob({ parentId: child, status: "RUNNING" });
      return toJobUrl(parent);
    },
  ],
  ["the empty comparison", async () => "/compare"],
  [
    "a comparison",
    async () => {
      const a = await createJob({ status: "COMPLETED", payload, results: payload });
      const other = { ...payload, sheet: "A-202", more: { of: ["it"] } };
      const b = await createJob({ status: "FAILED", error, payload: other });
      return `/compare?a=bedrock:${a}&b=bedrock:${b}`;
    },
  ],
  ["the page of saved jobs", async () => "/file"],
  ["the sign-in page", async () => "/login"],
] as const) {
  story(
    `${what} has no fault that axe finds, in both themes, wide and narrow`,
    async ({ page }) => {
      await page.goto(await open());
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      await lookFromAllSides(page);
    },
  );
}

story(
  "by keyboard alone: the paste box, the views of the timeline, the payload",
  async ({ page }) => {
    await page.goto(toJobUrl(await createJob({ status: "COMPLETED", payload })));
    const job = findOnJobPage(page);
    const stops = [
      page.getByRole("banner").getByRole("textbox", { name: /^Job ID/ }),
      job.main.getByRole("radio", { name: "All" }),
      job.payload.getByRole("tree", { name: "Payload" }),
    ];
    for (const stop of stops) {
      for (let presses = 0; presses < 30; presses += 1) {
        await page.keyboard.press("Tab");
        if (await stop.evaluate((element) => element === document.activeElement)) break;
      }
      await expect(stop).toBeFocused();
    }

    await job.main.getByRole("radio", { name: "All" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(job.main.getByRole("radio", { name: "Compact" })).toBeChecked();

    const tree = job.payload.getByRole("tree", { name: "Payload" });
    await tree.focus();
    await page.keyboard.press("ArrowDown");
    await expect(tree.getByRole("treeitem", { selected: true })).toContainText("sheet");
  },
);

story("Ctrl+K leads to the paste box from everywhere", async ({ page }) => {
  await page.goto(toJobUrl(await createJob({ status: "COMPLETED" })));
  await expect(findOnJobPage(page).state).toContainText("Ended");
  await page.keyboard.press("Control+K");
  await expect(page.getByRole("banner").getByRole("textbox", { name: /^Job ID/ })).toBeFocused();
  await page.goto("/");
  await page.getByRole("link", { name: "Gantry, home" }).focus();
  await page.keyboard.press("Control+K");
  await expect(findPasteBox(page)).toBeFocused();
});

story.describe("on a Mac", () => {
  story.use({ userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/150.0.0.0" });
  story("keys have a Mac's names, and work with them", async ({ page }) => {
    await page.goto("/jobs");
    const box = page.getByRole("banner").getByRole("search");
    await expect(box).toContainText("⌘ K");
    await expect(box.getByText("Ctrl")).toBeHidden();
    await isAlive(page);
    await page.keyboard.press("Meta+K");
    await expect(box.getByRole("textbox")).toBeFocused();
  });
});
