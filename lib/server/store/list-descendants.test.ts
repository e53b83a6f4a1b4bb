import { afterEach, beforeEach, expect, test } from "vitest";
import type { JobStatus } from "#lib/domain/job.ts";
import { buildFact } from "./build-fact.ts";
import { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
import { openStore, type Store } from "./open-store.ts";

let database: TestDatabase;
let store: Store;
const root = { source: "bedrock", id: "root" } as const;
const bounds = { levels: 5, jobs: 100 };

beforeEach(async () => {
  database = await createTestDatabase();
  store = await openStore(database.url);
});

afterEach(async () => {
  await store.close();
  await database.remove();
});

async function addJobs(links: (readonly [id: string, parentId: string, status?: JobStatus])[]) {
  await store.ingestAll(
    links.map(([id, parentId, status = "succeeded"], index) =>
      buildFact({ id, fields: { parentId, status, rawStatus: status, createdAt: index } }),
    ),
  );
}

test("every level comes after the one above it, failed ones first in each", async () => {
  await addJobs([
    ["a", "root"],
    ["b", "root", "failed"],
    ["a1", "a"],
    ["a2", "a", "failed"],
    ["other", "elsewhere"],
  ]);
  await store.markChildrenRead({ source: "bedrock", id: "a" }, 7);
  const { nodes, cut, childrenReadAt } = await store.listDescendants(root, bounds);
  expect(nodes.map(({ id }) => id)).toEqual(["b", "a", "a2", "a1"]);
  expect(cut).toBeNull();
  expect([...childrenReadAt]).toEqual([["a", 7]]);
});

test("hundreds beside each other and many levels come whole", async () => {
  await addJobs(Array.from({ length: 900 }, (_, at) => [`w${at}`, "root"] as const));
  await addJobs(Array.from({ length: 900 }, (_, at) => [`x${at}`, `w${at}`] as const));
  const { nodes } = await store.listDescendants(root, { levels: 5, jobs: 2_000 });
  expect(nodes).toHaveLength(1_800);
});

test("the bounds hold, and say which of them was met", async () => {
  await addJobs([
    ["a", "root"],
    ["b", "a"],
    ["c", "b"],
  ]);
  const list = (levels: number, jobs: number) => store.listDescendants(root, { levels, jobs });
  expect(await list(2, 100)).toMatchObject({ nodes: [{ id: "a" }, { id: "b" }], cut: "levels" });
  expect(await list(3, 100)).toMatchObject({ cut: null });
  expect(await list(5, 2)).toMatchObject({ nodes: [{ id: "a" }, { id: "b" }], cut: "jobs" });
  expect(await list(5, 3)).toMatchObject({ cut: null });
});

test("a job that is its own ancestor ends the walk", async () => {
  await addJobs([
    ["root", "b"],
    ["a", "root"],
    ["b", "a"],
    ["a", "b"],
  ]);
  const { nodes, cut } = await store.listDescendants(root, bounds);
  expect(nodes.every(({ id }) => id !== "root")).toBe(true);
  expect(cut).toBeNull();
});

test("another source's jobs are no children", async () => {
  await store.ingest(buildFact({ source: "figur", id: "f", fields: { parentId: "root" } }));
  expect((await store.listDescendants(root, bounds)).nodes).toEqual([]);
});
