import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "@playwright/test";
import { toJobPath } from "#lib/domain/job-path.ts";
import { createPageDriver } from "./drive-page.ts";
import { openFreshPage } from "./launch-chromium.ts";
import { megabyte, onPayloads, type Payload } from "./on-payloads.ts";
import { needle, type Shape } from "./payload-texts.ts";
import { observePayload, type PayloadMarks } from "./observe-payload.ts";
import { readHeapBytes, readWorkerHeapBytes } from "./read-heap.ts";
import { readResidentBytes } from "./process-stats.ts";
import { startBareServer } from "./start-bare-server.ts";
import type { Gantry } from "./start-gantry.ts";
import { formatMs, formatTarget, summarize } from "./summarize.ts";

/** After one that does not count. */
const rounds = 3;
/** A server has been up for longer than its compiler takes. */
const warmUps = 50;
const waitMs = 60_000;
/** For as long the baseline may take. */
const patienceMs = 30_000;
/** Larger ones are opened by a click. */
const unaskedMegabytes = 32;
const targets: Record<number, { usableMs: number; taskMs: number; heapMb: number }> = {
  1: { usableMs: 1_000, taskMs: 50, heapMb: 60 },
  10: { usableMs: 1_000, taskMs: 50, heapMb: 60 },
  50: { usableMs: 4_000, taskMs: 100, heapMb: 300 },
};
const firstLinesMs = 250;
/** `BENCH_PAYLOAD=10 npm run bench -- payload` for one size. */
const sizes = process.env["BENCH_PAYLOAD"] ?? "1,10,50";

type Seen = {
  firstMs: number;
  usableMs: number;
  findMs: number | null;
  taskMs: number;
  heapBytes: number;
  workerBytes: number;
};

/** The payload of a finished job in Chromium, by size and shape; beside it react-json-view-lite on a page of its own. */
export async function* benchPayload(gantry: Gantry): AsyncGenerator<string> {
  const baseline = await buildBaseline();
  try {
    yield* onPayloads(sizes, async function* (browser, payload) {
      yield await timeOurs(browser, gantry, payload);
      yield await timeBaseline(browser, baseline, payload);
    });
  } finally {
    await rm(baseline.folder, { recursive: true });
  }
}

async function timeOurs(browser: Browser, gantry: Gantry, { size, shape, text }: Payload) {
  const id = await gantry.sandbox.createJob({ status: "COMPLETED", payloadText: text });
  const url = gantry.url + toJobPath({ source: "bedrock", id });
  for (const _ of Array.from({ length: warmUps })) await (await fetch(url)).text();
  const memory = await watchMemory(gantry);
  try {
    const seen: Seen[] = [];
    for (const round of Array.from({ length: rounds + 1 }).keys()) {
      const opened = await openOurs(browser, url, size > unaskedMegabytes);
      if (round > 0) seen.push(opened);
    }
    return report(size, shape, toMedians(seen), await memory.describe());
  } catch (error) {
    return `${size} MB ${shape}: ${String(error)}`;
  } finally {
    memory.stop();
  }
}

async function timeBaseline(browser: Browser, baseline: Baseline, { text }: Payload) {
  try {
    const seen = await openBaseline(browser, baseline, text);
    return `  react-json-view-lite: first lines ${formatMs(seen.firstMs)}, longest task ${formatMs(seen.taskMs)}, heap ${toMb(seen.heapBytes)} MB`;
  } catch (error) {
    return `  react-json-view-lite: ${String(error).split("\n")[0] ?? ""}`;
  }
}

function toMedians(seen: Seen[]): Seen {
  const medianOf = (read: (each: Seen) => number) => summarize(seen.map(read)).median;
  return {
    firstMs: medianOf(({ firstMs }) => firstMs),
    usableMs: medianOf(({ usableMs }) => usableMs),
    findMs: medianOf(({ findMs }) => findMs ?? Infinity),
    taskMs: medianOf(({ taskMs }) => taskMs),
    heapBytes: medianOf(({ heapBytes }) => heapBytes),
    workerBytes: medianOf(({ workerBytes }) => workerBytes),
  };
}

function report(size: number, shape: Shape, seen: Seen, memory: string): string {
  const target = targets[size] ?? { usableMs: 4_000, taskMs: 100, heapMb: 300 };
  return [
    `${size} MB ${shape}: first lines ${formatMs(seen.firstMs)} (${formatTarget(seen.firstMs, firstLinesMs)})`,
    `usable ${formatMs(seen.usableMs)} (${formatTarget(seen.usableMs, target.usableMs)})`,
    `longest task ${formatMs(seen.taskMs)} (${formatTarget(seen.taskMs, target.taskMs)})`,
    `heap ${toMb(seen.heapBytes)} MB (${formatTarget(seen.heapBytes / megabyte, target.heapMb, "MB")}; its worker ${toMb(seen.workerBytes)} MB)`,
    `find ${seen.findMs === null ? "–" : formatMs(seen.findMs)}`,
    memory,
  ].join(", ");
}

const toMb = (bytes: number) => (bytes / megabyte).toFixed(0);

const panel = `document.querySelector('section[aria-label="Payload"]')`;
const tree = `${panel}?.querySelector("[role=tree]")`;
const foldOfData = `Array.from(${tree}?.querySelectorAll("[role=treeitem]") ?? []).find((row) =>
  row.querySelector("bdi")?.textContent === "data")?.querySelector("[data-fold]")`;
const openAll = `Array.from(${panel}?.querySelectorAll("button") ?? []).find((button) =>
  button.textContent.startsWith("Open all"))`;

/** Opens, unfolds, scrolls to the end and searches, as a person would, and asks how long the page was busy. */
async function openOurs(browser: Browser, url: string, isAsked: boolean): Promise<Seen> {
  const page = await openFreshPage(browser);
  try {
    await page.addInitScript(observePayload);
    await page.goto(url, { waitUntil: "commit" });
    const driver = await createPageDriver(page, waitMs);
    if (isAsked) await driver.click(openAll);
    await driver.until(`performance.getEntriesByName("usable").length > 0`);
    await driver.click(foldOfData);
    for (const share of [0.5, 1]) {
      await sleep(300);
      await driver.read(`${tree}.scrollTo({ top: ${tree}.scrollHeight * ${share} })`);
    }
    await driver.until(`${tree}.textContent.includes("${needle}")`);
    await driver.click(`${panel}.querySelector("[aria-label='Find in the payload']")`);
    await driver.until(`document.activeElement.matches("input[aria-label^=Find]")`);
    await driver.read(`performance.mark("asked")`);
    await driver.type(needle);
    await driver.until(`${panel}.querySelector("output")?.textContent === "1 of 1"`);
    await sleep(300);
    const marks = await page.evaluate(() => window.readPayloadMarks());
    return {
      ...marks,
      heapBytes: await readHeapBytes(page),
      workerBytes: await readWorkerHeapBytes(page),
    };
  } finally {
    await page.context().close();
  }
}

async function openBaseline(browser: Browser, baseline: Baseline, text: string): Promise<Seen> {
  await writeFile(path.join(baseline.folder, "payload.json"), text);
  const server = await startBareServer(new URL("./bare-files-server.ts", import.meta.url), [
    JSON.stringify(baseline.table),
  ]);
  const page = await openFreshPage(browser);
  try {
    await page.addInitScript(observePayload);
    await page.goto(server.url, { waitUntil: "commit" });
    await page.getByText("last", { exact: false }).first().waitFor({ timeout: patienceMs });
    await page.waitForTimeout(300);
    const marks: PayloadMarks = await page.evaluate(() => window.readPayloadMarks());
    const firstMs = await page.evaluate(() => performance.now() - 300);
    return {
      ...marks,
      firstMs,
      findMs: null,
      workerBytes: 0,
      heapBytes: await readHeapBytes(page),
    };
  } finally {
    await page.context().close();
    await server.close();
  }
}

type Baseline = { folder: string; table: Record<string, { file: string; type: string }> };

async function buildBaseline(): Promise<Baseline> {
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-bench-"));
  const root = path.resolve(import.meta.dirname, "..");
  const vite = path.join(root, "node_modules/vite/bin/vite.js");
  const source = path.join(import.meta.dirname, "payload-baseline");
  const built = spawnSync(
    process.execPath,
    [vite, "build", source, "--outDir", folder, "--logLevel", "error"],
    { stdio: "inherit" },
  );
  if (built.status !== 0) throw new Error("The baseline could not be built.");
  const types: Record<string, string> = { ".js": "text/javascript", ".css": "text/css" };
  const table: Baseline["table"] = {
    "/": { file: path.join(folder, "index.html"), type: "text/html; charset=utf-8" },
    "/payload.json": { file: path.join(folder, "payload.json"), type: "application/json" },
  };
  for (const name of await readdir(path.join(folder, "assets")))
    table[`/assets/${name}`] = {
      file: path.join(folder, "assets", name),
      type: types[path.extname(name)] ?? "",
    };
  return { folder, table };
}

const sampleMs = 20;

/** How far the server's resident memory rose above what it was. */
async function watchMemory(gantry: Gantry) {
  const idle = await readResidentBytes(gantry.pid);
  let peak = idle;
  const look = async () => {
    peak = Math.max(peak, await readResidentBytes(gantry.pid));
  };
  const timer = setInterval(() => void look(), sampleMs);
  return {
    stop() {
      clearInterval(timer);
    },
    async describe(): Promise<string> {
      const after = await readResidentBytes(gantry.pid);
      return `server +${toMb(peak - idle)} MB while it was open, then ${after < idle ? "" : "+"}${toMb(after - idle)}`;
    },
  };
}
