import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import type { JobTree } from "#lib/domain/tree/job-tree.ts";
import { createSources } from "../sources/registry.ts";
import { openStore, type Store } from "../store/open-store.ts";
import type { JobContext } from "./get-job.ts";
import { findTree, getTree } from "./get-tree.ts";

const monthAgo = Date.now() - 30 * 86_400_000;
let sandbox: Sandbox;
let store: Store;
let context: JobContext;

async function setUp(requestsPerMinute: number) {
  sandbox = await startSandbox({ jobs: 0, live: false, requestsPerMinute });
  store = await openStore("file::memory:");
  const { url, apiKey } = sandbox;
  const bedrock = { url, apiKey, apiVersion: "2026-01-01" };
  context = { sources: createSources({ bedrock, stallMs: 300 }), store };
}

beforeEach(() => setUp(6_000));
afterEach(async () => {
  await sandbox.close();
  await store.close();
});

const toRef = (id: string) => ({ source: "bedrock", id }) as const;
const add = (type: string, parentId: string | null, status = "COMPLETED", createdAt = monthAgo) =>
  sandbox.control.createJob({ type, parentId, status, createdAt });
const countAsked = () => sandbox.control.requests().list;

/** A job and three levels below it; `isBad` names the ones that fail by their place, level by level. */
function addFamily(widths: number[], isBad: (place: number[]) => boolean = () => false): string {
  const root = add("type.0", null);
  const addBelow = (parentId: string, place: number[]) => {
    for (let at = 0; at < (widths[place.length] ?? 0); at += 1) {
      const own = [...place, at];
      const id = add(`type.${own.length}`, parentId, isBad(own) ? "FAILED" : "COMPLETED");
      addBelow(id, own);
    }
  };
  addBelow(root, []);
  return root;
}

/** Looks as an open page does, without its pauses, for as long as it goes on at once. */
async function goOn(root: string): Promise<JobTree[]> {
  const trees: JobTree[] = [];
  do trees.push(await getTree(context, toRef(root)));
  while (trees.at(-1)?.meta.reading === "on");
  return trees;
}

describe("a family that nobody has read", () => {
  test("is read whole step by step, each job asked for once, and its one failure is counted", async () => {
    const root = addFamily(
      [20, 3, 2],
      ([one, two, three]) => one === 7 && two === 1 && three === 1,
    );
    const trees = await goOn(root);
    expect(trees.at(-1)?.meta).toMatchObject({
      ...{ total: 200, unasked: 0, reading: "over", againMs: null, problem: null, cut: null },
      counts: { succeeded: 199, failed: 1 },
    });
    expect(countAsked()).toBe(1 + 200);
    const totals = trees.map(({ meta }) => meta.total);
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
    for (const { meta } of trees.slice(0, -1)) {
      expect(meta.unasked).toBeGreaterThan(0);
      expect(meta.againMs).toBeGreaterThan(0);
    }
    await goOn(root);
    expect(countAsked()).toBe(1 + 200);
  });

  test("has every level known before those are asked whose kind had nothing below it", async () => {
    const root = addFamily([20, 3, 2]);
    const trees = await goOn(root);
    const known = trees.findIndex(({ meta }) => meta.total === 200);
    expect(trees[known]?.meta.unasked).toBeGreaterThan(100);
  });

  test("hundreds wide and levels deep has its failures counted, wherever they are", async () => {
    const isBad = (place: number[]) => ["150", "199 0", "140 0 0"].includes(place.join(" "));
    const trees = await goOn(addFamily([200, 1, 1], isBad));
    expect(trees.at(-1)?.meta).toMatchObject({
      ...{ total: 600, unasked: 0, reading: "over" },
      counts: { succeeded: 597, failed: 3 },
    });
  });

  test("has the failure found that is below one of a kind which had nothing below it three times", async () => {
    const root = add("parse", null);
    const legends = Array.from({ length: 40 }, () => add("legend_parse", root));
    add("symbol_match", legends[20] ?? "", "FAILED");
    const trees = await goOn(root);
    expect(trees[0]?.meta).toMatchObject({ counts: { failed: 0 }, reading: "on" });
    expect(trees[0]?.meta.unasked).toBeGreaterThan(0);
    expect(trees.at(-1)?.meta).toMatchObject({ total: 41, counts: { failed: 1 }, unasked: 0 });
  });

  test("is asked about once, however many look at the same time", async () => {
    const root = addFamily([5, 2]);
    await Promise.all([1, 2, 3, 4, 5].map(() => getTree(context, toRef(root))));
    await goOn(root);
    expect(countAsked()).toBe(1 + 5 + 10);
  });

  test("is told by the store alone as far as it is known, and as unread", async () => {
    const root = addFamily([20]);
    await getTree(context, toRef(root));
    const asked = countAsked();
    const { meta } = await findTree(context, toRef(root));
    expect(meta).toMatchObject({ total: 20, reading: "on" });
    expect(meta.unasked).toBeGreaterThan(0);
    expect(countAsked()).toBe(asked);
  });

  test("is said to be cut where it has more jobs than a tree shows, and is read no further", async () => {
    const root = addFamily([3, 700], ([, two]) => two === 699);
    const trees = await goOn(root);
    expect(trees.at(-1)?.meta).toMatchObject({ total: 2_000, cut: "jobs", reading: "over" });
    expect(trees.at(-1)?.meta.counts.failed).toBe(3);
    expect(countAsked()).toBeLessThan(60);
  });
});

describe("the request budget", () => {
  test("has most of itself left for others when the reading rests, and the answer says so", async () => {
    await sandbox.close();
    await store.close();
    await setUp(90);
    const flat = (await goOn(addFamily([60]))).at(-1);
    expect(flat?.meta).toMatchObject({ total: 60, reading: "limit", problem: null });
    expect(flat?.meta.againMs).toBeGreaterThan(0);
    expect(flat?.meta.unasked).toBeGreaterThan(40);
    expect(countAsked()).toBeLessThanOrEqual(16);
    // What the unlikely have left is for another that is looked at meanwhile.
    const deep = (await goOn(addFamily([9, 1]))).at(-1);
    expect(deep?.meta).toMatchObject({ total: 18, reading: "limit" });
    const last = (await goOn(addFamily([9, 1]))).at(-1);
    expect(last?.meta).toMatchObject({ reading: "limit" });
    expect(countAsked()).toBeLessThanOrEqual(31);
  });

  test("is never waited for: where others have used it up, the answer comes at once", async () => {
    await sandbox.close();
    await store.close();
    await setUp(60);
    const root = addFamily([4]);
    const bedrock = context.sources.get("bedrock");
    for (let at = 0; at < 52; at += 1)
      await bedrock?.listJobs({ limit: 1 }, { priority: "person" });
    const begunAt = performance.now();
    const { meta } = await getTree(context, toRef(root));
    expect(performance.now() - begunAt).toBeLessThan(2_000);
    expect(meta).toMatchObject({ total: 4, unasked: 4, reading: "limit" });
  });
});

describe("an upstream that fails", () => {
  test("is named with when it is asked again, and the reading goes on from there", async () => {
    const root = addFamily([20, 1]);
    await getTree(context, toRef(root));
    sandbox.control.fault({ kind: "status", status: 429, retryAfter: 2, route: "list", times: 1 });
    const { meta } = await getTree(context, toRef(root));
    expect(meta.reading).toBe("failed");
    expect(meta.problem).toMatch(/no more requests/);
    expect(meta.againMs).toBeGreaterThan(1_000);
    await new Promise((resolve) => setTimeout(resolve, meta.againMs ?? 0));
    const trees = await goOn(root);
    expect(trees.at(-1)?.meta).toMatchObject({ total: 40, unasked: 0, reading: "over" });
  });

  test("that refuses the key is not asked again by itself", async () => {
    const root = addFamily([20, 1]);
    await getTree(context, toRef(root));
    sandbox.control.fault({ kind: "status", status: 401, route: "list", times: 1 });
    const { meta } = await getTree(context, toRef(root));
    expect(meta).toMatchObject({ reading: "failed", againMs: null });
    expect(meta.problem).not.toBeNull();
  });

  test("for one job alone does not keep the others from being read", async () => {
    const root = addFamily([20, 1]);
    await getTree(context, toRef(root));
    sandbox.control.fault({ kind: "garbage", route: "list", times: 1 });
    expect((await getTree(context, toRef(root))).meta.reading).toBe("failed");
    const trees = await goOn(root);
    expect(trees.at(-1)?.meta).toMatchObject({ total: 39, unasked: 1, reading: "failed" });
    expect(trees.at(-1)?.meta.problem).not.toBeNull();
    expect(trees.at(-1)?.meta.againMs).toBeGreaterThan(5_000);
  });
});

describe("a family that has just ended", () => {
  test("is looked at again for children that come late, ever less often", async () => {
    const root = add("parse", null, "COMPLETED", Date.now() - 60_000);
    const { meta } = await getTree(context, toRef(root));
    expect(meta).toMatchObject({ total: 0, unasked: 0, reading: "later" });
    expect(meta.againMs).toBeGreaterThan(25_000);
    expect(meta.againMs).toBeLessThan(60_000);
  });
});

test("a job that was asked while it ran is asked again when it has ended, also of a kind without children", async () => {
  const root = add("parse", null, "RUNNING", Date.now());
  const sheets = Array.from({ length: 5 }, () => add("sheet", root, "RUNNING", Date.now()));
  let { meta } = await getTree(context, toRef(root));
  expect(meta).toMatchObject({ total: 5, unasked: 0, reading: "later", againMs: 20_000 });
  const asked = countAsked();
  for (const id of [root, ...sheets]) sandbox.control.advance(id, { status: "COMPLETED" });
  const { source } = toRef(root);
  for (const id of [root, ...sheets]) {
    const fact = await context.sources.get(source)?.getJob(id, { priority: "person" });
    if (fact) await store.ingest(fact);
  }
  meta = (await getTree(context, toRef(root))).meta;
  expect(meta).toMatchObject({ unasked: 0, reading: "later" });
  expect(countAsked()).toBeGreaterThanOrEqual(asked + 5);
});
