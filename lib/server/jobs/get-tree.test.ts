import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { createSources } from "../sources/registry.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { getAncestors } from "./find-ancestors.ts";
import { getKnownJob } from "./get-known-job.ts";
import { getTree } from "./get-tree.ts";

let sandbox: Sandbox;
let store: Store;
let context: { sources: ReturnType<typeof createSources>; store: Store };

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false });
  store = await openStore("file::memory:");
  const { url, apiKey } = sandbox;
  context = {
    sources: createSources({
      bedrock: { url, apiKey, apiVersion: "2026-01-01" },
      stallMs: 300,
    }),
    store,
  };
});

afterEach(async () => {
  await sandbox.close();
  await store.close();
});

const toRef = (id: string) => ({ source: "bedrock", id }) as const;
const add = (type: string, parentId: string | null) =>
  sandbox.control.createJob({ type, parentId, status: "COMPLETED" });

test("deeper levels come with each look, and once all is read nothing more is asked", async () => {
  const root = add("parse", null);
  const legends = [add("legend_parse", root), add("legend_parse", root)];
  const symbols = legends.map((legend) => add("symbol_match", legend));
  const count = add("symbol_aggregate", symbols[0] ?? "");
  let tree = await getTree(context, toRef(root));
  for (let looks = 0; looks < 4; looks += 1) tree = await getTree(context, toRef(root));
  expect(tree.data.map(({ id }) => id).toSorted()).toEqual(
    [...legends, ...symbols, count].toSorted(),
  );
  expect(tree.meta).toMatchObject({ total: 5, unasked: 0, cut: null, problem: null });
  const asked = sandbox.control.requests().list;
  await getTree(context, toRef(root));
  expect(sandbox.control.requests().list).toBe(asked);
});

test("one look at hundreds of children asks for a few of them, and says how many are left", async () => {
  const root = add("drawing.preprocess", null);
  for (let at = 0; at < 250; at += 1) add("sheet.preprocess", root);
  const tree = await getTree(context, toRef(root));
  expect(tree.meta).toMatchObject({ total: 250, reading: "on" });
  // Ten of them, or what a slow machine asks in a second.
  const asked = 250 - tree.meta.unasked;
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(10);
  expect(sandbox.control.requests().list).toBe(3 + asked);
});

test("a family wider than one view reads is said to be cut, and the next view goes on from there", async () => {
  const root = add("drawing.preprocess", null);
  for (let at = 0; at < 2_250; at += 1) add("sheet.preprocess", root);
  const countStored = async () => (await store.listChildren(toRef(root), { limit: 1 })).total;
  const first = await getTree(context, toRef(root));
  expect(first.meta).toMatchObject({ total: 2_000, cut: "jobs", readAt: null });
  expect(await countStored()).toBe(2_100);
  const second = await getTree(context, toRef(root));
  expect(await countStored()).toBe(2_250);
  expect(second.meta.readAt).not.toBeNull();
});

test("an upstream that fails leaves what is known, and is named", async () => {
  const root = add("parse", null);
  const child = add("legend_parse", root);
  await getTree(context, toRef(root));
  sandbox.control.fault({ kind: "status", status: 500, route: "list" });
  const tree = await getTree(context, toRef(root));
  expect(tree.data.map(({ id }) => id)).toEqual([child]);
});

test("a job that nobody knows is a problem, and one without children is an empty tree", async () => {
  await expect(getTree(context, toRef("job_unknown"))).rejects.toMatchObject({ code: "not_found" });
  const alone = add("parse", null);
  expect(await getTree(context, toRef(alone))).toMatchObject({ data: [], meta: { total: 0 } });
});

test("the way up is read level by level, as far as it leads", async () => {
  const root = add("parse", null);
  const middle = add("legend_parse", root);
  const { job: leaf } = await getKnownJob(context, toRef(add("symbol_match", middle)));
  expect(await getAncestors(context, leaf)).toEqual([
    { source: "bedrock", id: root, type: "parse" },
    { source: "bedrock", id: middle, type: "legend_parse" },
  ]);
  const { job: orphan } = await getKnownJob(context, toRef(add("symbol_match", "job_gone")));
  expect(await getAncestors(context, orphan)).toEqual([
    { source: "bedrock", id: "job_gone", type: null },
  ]);
});
