import { afterAll, beforeAll, expect, test } from "vitest";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { exportJobs } from "./export-jobs.ts";

let store: Store;
const count = 1_203;

beforeAll(async () => {
  store = await openStore("file::memory:");
  await store.ingestAll(
    Array.from({ length: count }, (_, index) =>
      buildFact({
        id: `job_${index}`,
        fields: {
          type: index === 7 ? "=cmd|' /C calc'!A0" : "parse",
          createdAt: index,
          error: index === 8 ? { code: "-1", message: 'a "b",\r\nc' } : null,
        },
      }),
    ),
  );
});
afterAll(async () => store.close());

async function read(filter: Parameters<typeof exportJobs>[1], format: "csv" | "json") {
  let text = "";
  for await (const chunk of exportJobs(store, filter, format)) text += chunk;
  return text;
}

test("a CSV holds every job once, each on a line of its own, and no cell is a formula", async () => {
  const lines = (await read({}, "csv")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(count + 1);
  const ids = lines.slice(1).map((line) => line.split(",")[1]);
  expect(new Set(ids).size).toBe(count);
  expect(lines.find((line) => line.includes("job_7,"))).toContain(`,'=cmd|' /C calc'!A0,`);
  expect(lines.find((line) => line.includes("job_8,"))).toContain(`,'-1,"a ""b"", c"`);
});

test("JSON is one document with every job, and says how many", async () => {
  const text = await read({ q: "job_1" }, "json");
  const document: unknown = JSON.parse(text);
  const { total } = await store.listJobs({ q: "job_1" });
  expect(document).toMatchObject({ meta: { count: total } });
  expect(text.split("\n").length - 2).toBe(total);
  expect(JSON.parse(await read({ q: "nothing" }, "json"))).toEqual({
    data: [],
    meta: { count: 0 },
  });
});

test("the next page is read only when the one before was taken", async () => {
  let asked = 0;
  const counting: Store = {
    ...store,
    listJobs: () => expect.unreachable("Nobody reads the counts."),
    listPage: (filter) => {
      asked += 1;
      return store.listPage(filter);
    },
  };
  const chunks = exportJobs(counting, {}, "csv");
  await chunks.next();
  expect(asked).toBe(0);
  await chunks.next();
  expect(asked).toBe(1);
  await chunks.return(undefined);
  expect(asked).toBe(1);
});

test.each(["ended", "duration"] as const)(
  "a job that ends meanwhile is there once, by %s",
  async (by) => {
    const toJob = (status: "running" | "succeeded", observedAt: number) =>
      buildFact({
        id: `a_open_${by}`,
        observedAt,
        fields: {
          type: "late",
          status,
          createdAt: 1,
          startedAt: 2,
          finishedAt: status === "running" ? null : 9e9,
        },
      });
    for (const [at, descending] of [true, false].entries()) {
      const job = { ...toJob("running", 1), id: `a_open_${by}_${at}` };
      await store.ingest(job);
      let text = "";
      for await (const chunk of exportJobs(store, { sort: { by, descending } }, "csv")) {
        if (text.split("\n").length > 400)
          await store.ingest({ ...toJob("succeeded", 2), id: job.id });
        text += chunk;
      }
      expect(text.split(job.id)).toHaveLength(2);
      expect(text.split("\n").length).toBeGreaterThan(count);
    }
  },
);
