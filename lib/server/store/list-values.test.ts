import { expect, test } from "vitest";
import { buildFact } from "./build-fact.ts";
import { createTestDatabase } from "./create-test-database.ts";
import { openStore } from "./open-store.ts";

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
  expect(await store.listTypes("overlay.")).toEqual(["overlay.generate", "overlay.change"]);
  for (const prefix of ["Overlay.", "overlay%", "nul\0", "'"])
    expect(await store.listTypes(prefix)).toEqual([]);
  await store.close();
  await database.remove();
});
