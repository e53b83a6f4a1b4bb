import { afterAll, beforeAll, expect, test } from "vitest";
import { callSandbox, readPage } from "../call-sandbox.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";

const noon = Date.parse("2026-02-11T12:00:00Z");
let now = noon;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ jobs: 700, live: false, now: () => now, requestsPerMinute: 0 });
});
afterAll(() => sandbox.close());

async function readAll(query: string) {
  const pages = [await readPage(sandbox, query)];
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) {
    pages.push(await readPage(sandbox, `${query}&cursor=${next}`));
  }
  return {
    pages,
    jobs: pages.flatMap((page) => page.jobs),
    ids: pages.flatMap((page) => page.ids),
  };
}

const createdAt = (job: { [key: string]: unknown }) => Date.parse(String(job["created_at"]));

test("the pages hold every job once, newest first", async () => {
  const { jobs, ids } = await readAll("limit=90");
  expect(new Set(ids).size).toBe(700);
  expect(ids).toHaveLength(700);
  const seconds = jobs.map((job) => Math.floor(createdAt(job) / 1000));
  expect(seconds).toEqual(seconds.toSorted((a, b) => b - a));
});

test("jobs created at the same instant are in the order of their ids", async () => {
  for (const id of ["job_b", "job_c", "job_a"]) sandbox.control.createJob({ id, type: "tie" });
  expect((await readPage(sandbox, "type=tie")).ids).toEqual(["job_a", "job_b", "job_c"]);
  expect((await readAll("type=tie&limit=1")).ids).toEqual(["job_a", "job_b", "job_c"]);
});

test("prev leads back over the same pages", async () => {
  const { pages } = await readAll("type=sheet.preprocess&limit=25");
  const [first, second, third] = pages;
  expect(first?.prev).toBeNull();
  const back = await readPage(sandbox, `type=sheet.preprocess&limit=25&cursor=${third?.prev}`);
  expect(back.ids).toEqual(second?.ids);
  const start = await readPage(sandbox, `type=sheet.preprocess&limit=25&cursor=${back.prev}`);
  expect(start.ids).toEqual(first?.ids);
  expect(start.prev).toBeNull();
});

test("a job that comes while pages are read moves none of them", async () => {
  const first = await readPage(sandbox, "limit=10");
  const before = await readPage(sandbox, `limit=10&cursor=${first.next}`);
  sandbox.control.createJob({ createdAt: now });
  const after = await readPage(sandbox, `limit=10&cursor=${first.next}`);
  expect(after.ids).toEqual(before.ids);
});

test("the limit is 20 unless told, and 100 at the most", async () => {
  expect((await readPage(sandbox, "")).ids).toHaveLength(20);
  const clamped = await readPage(sandbox, "limit=5000");
  expect(clamped.limit).toBe(100);
  expect(clamped.ids).toHaveLength(100);
});

test("filters combine", async () => {
  const all = await readAll("limit=100&type=overlay.generate");
  const failed = await readAll("limit=100&type=overlay.generate&status=Failed");
  expect(failed.ids.length).toBeGreaterThan(0);
  expect(failed.ids.length).toBeLessThan(all.ids.length);
  for (const job of failed.jobs) {
    expect(job["type"]).toBe("overlay.generate");
    expect(String(job["status"]).toUpperCase()).toBe("FAILED");
  }
  const overlays = await readAll("limit=100&target_type=overlay");
  expect(new Set(overlays.jobs.map((job) => job["type"]))).toEqual(
    new Set(["overlay.change.detect"]),
  );
});

test("children are listed by their parent", async () => {
  const parents = await readAll("limit=100&type=drawing.preprocess&status=Completed");
  const children = await readAll(`limit=100&parent_id=${parents.ids[0]}`);
  expect(children.ids.length).toBeGreaterThan(1);
  expect(new Set(children.jobs.map((job) => job["type"]))).toEqual(new Set(["sheet.preprocess"]));
});

test("the time window leaves out both its ends", async () => {
  const [from, to] = [noon - 4 * 86_400_000, noon - 2 * 86_400_000];
  const window = `created_after=${new Date(from).toISOString()}&created_before=${new Date(to).toISOString()}`;
  const { jobs } = await readAll(`limit=100&${window}`);
  const { jobs: all } = await readAll("limit=100");
  const inside = all.filter((job) => createdAt(job) > from && createdAt(job) < to);
  expect(inside.length).toBeGreaterThan(0);
  expect(jobs).toHaveLength(inside.length);
});

test.each([
  ["limit=0", "limit"],
  ["limit=ten", "limit"],
  ["status=COMPLETED", "status"],
  ["target_type=Block", "target_type"],
  ["created_after=yesterday", "created_after"],
  ["cursor=nonsense", "cursor"],
  ["cursor=e30", "cursor"],
])("%s gets 400 and names the field", async (query, field) => {
  const response = await callSandbox(sandbox, `/jobs?${query}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    code: "VALIDATION_ERROR",
    errors: { [field]: [expect.any(String)] },
  });
});

test("a cursor expires after an hour", async () => {
  const { next } = await readPage(sandbox, "");
  now += 3_600_001;
  expect((await callSandbox(sandbox, `/jobs?cursor=${next}`)).status).toBe(400);
});
