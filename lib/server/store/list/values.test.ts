import { expect, test } from "vitest";
import { buildFact } from "../build-fact.ts";
import { createTestDatabase } from "../create-test-database.ts";
import { openStore } from "../open-store.ts";

test("types and projects are told the most frequent first, a project by its newest name", async () => {
  const database = await createTestDatabase();
  const store = await openStore(database.url);
  expect(await store.listValues()).toEqual({ types: [], projects: [] });
  const jobs = [
    { type: "overlay.change", project: { id: "prj_1", name: "Tower, as it was" }, createdAt: 1 },
    { type: "overlay.generate", project: { id: "prj_1", name: "Tower" }, createdAt: 3 },
    { type: "overlay.generate", project: { id: "prj_2", name: null }, createdAt: 2 },
    { type: "overlay_x", project: null, createdAt: 4 },
  ];
  await store.ingestAll(jobs.map((fields, index) => buildFact({ id: `job_${index}`, fields })));
  expect(await store.listValues()).toEqual({
    types: ["overlay.generate", "overlay.change", "overlay_x"],
    projects: [
      { id: "prj_1", name: "Tower" },
      { id: "prj_2", name: null },
    ],
  });
  const expand = async (type: string) =>
    (await store.expandTypes({ type: { include: [type], exclude: [] } })).type?.include;
  expect(await expand("overlay.*")).toEqual(["overlay.generate", "overlay.change"]);
  for (const nothing of ["Overlay.*", "overlay%*", "nul\0*", "'*", "overlay."])
    expect(await expand(nothing)).toEqual([nothing]);
  await store.close();
  await database.remove();
});

test("a pattern that stands for too many types is refused rather than cut short", async () => {
  const database = await createTestDatabase();
  const store = await openStore(database.url);
  const names = Array.from({ length: 1_001 }, (_, index) => `wf.${index}`);
  await store.ingestAll(names.map((type) => buildFact({ id: type, fields: { type } })));
  for (const type of [
    { include: ["wf.*"], exclude: [] },
    { include: [], exclude: ["wf.*"] },
  ])
    await expect(store.listJobs({ type })).rejects.toMatchObject({ code: "bad_request" });
  expect((await store.listJobs({ type: { include: ["wf.1*"], exclude: [] } })).total).toBe(112);
  await store.close();
  await database.remove();
});

test("a cursor holds while other types of its pattern come and overtake", async () => {
  const database = await createTestDatabase();
  const store = await openStore(database.url);
  const add = (type: string, id: string) =>
    store.ingest(buildFact({ id, fields: { type, createdAt: 1 } }));
  for (const id of ["1", "2", "3"]) await add("wf.a", id);
  await add("wf.b", "4");
  const asked = { type: { include: ["wf.*"], exclude: [] }, limit: 2 };
  const { next } = await store.listJobs(asked);
  for (const id of ["5", "6", "7"]) await add("wf.b", id);
  await add("wf.c", "8");
  const page = await store.listJobs({ ...asked, cursor: next ?? "" });
  expect(page.jobs).toHaveLength(2);
  await store.close();
  await database.remove();
});
