import { expect, type Browser } from "@playwright/test";
import { openFreshPage } from "./launch-chromium.ts";
import { observePayload } from "./observe-payload.ts";
import { megabyte, onPayloads } from "./on-payloads.ts";
import type { Shape } from "./payload-texts.ts";
import { readHeapBytes } from "./read-heap.ts";
import type { Gantry } from "./start-gantry.ts";
import { formatMs, formatTarget } from "./summarize.ts";

const waitMs = 120_000;
const stepMs = 1_000;
const taskMs = 100;
/** `BENCH_COMPARE=10,50 npm run bench -- compare`. */
const sizes = process.env["BENCH_COMPARE"] ?? "10";

/** Two finished jobs with payloads that differ here and there, on `/compare` in Chromium, by size and shape. */
export function benchCompare(gantry: Gantry): AsyncGenerator<string> {
  return onPayloads(sizes, async function* (browser, { size, shape, text }) {
    const [a, b] = [await createJob(gantry, text), await createJob(gantry, change(shape, text))];
    yield `${size} MB ${shape}: ${await compare(browser, gantry, a, b)}`;
  });
}

async function createJob(gantry: Gantry, payloadText: string): Promise<string> {
  const id = await gantry.sandbox.createJob({ status: "COMPLETED", payloadText });
  await fetch(`${gantry.url}/jobs/bedrock/${id}`).then((response) => response.text());
  return id;
}

/** About one value in a hundred is another one; of the deep and the long ones the first. */
function change(shape: Shape, text: string): string {
  switch (shape) {
    case "deep":
      return text.replace("[0]", "[1]");
    case "wide":
      return text.replaceAll(/,(\d+)77,/g, ",$178,");
    case "long strings":
      return text.replace("600 mm", "601 mm");
    case "objects":
      return text.replaceAll('"code":"WD7"', '"code":"WD8"');
  }
}

/** Opens, steps to a difference, shows everything and scrolls to its end, as a person would. */
async function compare(browser: Browser, gantry: Gantry, a: string, b: string): Promise<string> {
  const page = await openFreshPage(browser);
  try {
    await page.addInitScript(observePayload);
    const startedAt = performance.now();
    await page.goto(`${gantry.url}/compare?a=bedrock:${a}&b=bedrock:${b}`, { waitUntil: "commit" });
    const payload = page.getByRole("region", { name: "Payload", exact: true });
    const next = payload.getByRole("button", { name: "Next difference" });
    await next.waitFor({ timeout: waitMs });
    const comparedMs = performance.now() - startedAt;
    const found = await payload.getByRole("status").textContent();
    await next.click();
    await payload.getByText("Everything").click();
    const list = payload.getByRole("group");
    // All of it comes a moment later, and the list begins anew.
    await expect(async () => {
      await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
      await list.getByText("last", { exact: true }).first().waitFor({ timeout: stepMs });
    }).toPass({ timeout: waitMs });
    const marks = await page.evaluate(() => window.readPayloadMarks());
    const heapBytes = await readHeapBytes(page);
    return [
      `compared ${formatMs(comparedMs)} (${found})`,
      `longest task ${formatMs(marks.taskMs)} (${formatTarget(marks.taskMs, taskMs)})`,
      `heap ${(heapBytes / megabyte).toFixed(0)} MB`,
    ].join(", ");
  } finally {
    await page.context().close();
  }
}
