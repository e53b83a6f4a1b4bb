import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Sandbox, type SandboxOptions, startSandbox } from "../start-sandbox.ts";

const noon = Date.parse("2026-02-11T12:00:00Z");
const nobody = "00000000-0000-4000-8000-000000000000";
const jobSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  runtime: z.string().nullable(),
});
const statSchema = z.looseObject({
  ready: z.number(),
  in_progress: z.number(),
  success: z.number(),
  failure: z.number(),
});
const detailsSchema = z.looseObject({
  processing_status: z.string(),
  node_stats: z.array(statSchema),
});

const started: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

async function start(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ jobs: 200, live: false, ...options });
  started.push(sandbox);
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${sandbox.unstructured.url}/api/v1${path}`, {
      headers: { "unstructured-api-key": sandbox.apiKey },
      redirect: "manual",
      ...init,
    });
  const list = async (query = "") =>
    z.array(jobSchema).parse(await (await call(`/jobs/${query}`)).json());
  return { ...sandbox.unstructured, call, list };
}

describe("the simulated Unstructured API", () => {
  it("takes the key in its own header or as a bearer token, and nothing else", async () => {
    const { call } = await start();
    expect((await call("/jobs/")).status).toBe(200);
    const bearer = await call("/jobs/", { headers: { Authorization: "Bearer sk_sandbox" } });
    expect(bearer.status).toBe(200);
    const refused = await call("/jobs/", { headers: {} });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({ detail: "API key is missing or invalid" });
  });

  it("lists thousands in one bare array, behind a trailing slash", async () => {
    const { call, list } = await start({ jobs: 4_000 });
    expect((await call("/jobs")).status).toBe(307);
    expect((await list()).length).toBe(4_001);
  });

  it("filters by status in any letter case, and refuses a word it does not know", async () => {
    const { call, list } = await start();
    const failed = await list("?status=failed");
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(({ status }) => status.toUpperCase() === "FAILED")).toBe(true);
    const refused = await call("/jobs/?status=DONE");
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      detail: [{ loc: ["query", "status"], msg: expect.any(String), type: "enum" }],
    });
  });

  it("refuses what is no UUID with a list, and what nobody knows with a text", async () => {
    const { call } = await start();
    expect((await call("/jobs/job_1")).status).toBe(422);
    const missing = await call(`/jobs/${nobody}`);
    expect([missing.status, await missing.json()]).toEqual([404, { detail: "Job not found" }]);
    expect((await call("/elsewhere")).status).toBe(404);
  });

  it("answers the documented job even without a history", async () => {
    const { call, list } = await start({ jobs: 0 });
    expect(await (await call("/jobs/3fa85f64-5717-4562-b3fc-2c963f66afa6")).json()).toMatchObject({
      status: "COMPLETED",
      runtime: "PT2M30S",
    });
    expect(await list()).toEqual([]);
  });

  it("hides failures under COMPLETED, tells none of some jobs, and leaves runtime out of others", async () => {
    const { call, list } = await start();
    const jobs = await list();
    const answers = await Promise.all(jobs.map(({ id }) => call(`/jobs/${id}/details`)));
    const details = await Promise.all(
      answers.filter(({ ok }) => ok).map(async (each) => detailsSchema.parse(await each.json())),
    );
    expect(answers.some(({ status }) => status === 404)).toBe(true);
    const words = new Set(details.map((each) => each.processing_status));
    expect(words).toContain("COMPLETED_WITH_ERRORS");
    expect(jobs.some(({ runtime }) => runtime === null)).toBe(true);
    expect(new Set(jobs.map(({ status }) => status)).size).toBeGreaterThan(4);
    const statuses = await Promise.all(jobs.map(({ id }) => call(`/jobs/${id}/file-status`)));
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200, 404]));
  });

  it("moves every file through every node, and counts each in one state at each", async () => {
    let now = noon;
    const { call, list } = await start({ jobs: 0, live: true, now: () => now });
    const id = (await list("?status=IN_PROGRESS"))[0]?.id ?? "";
    const sums: number[] = [];
    const totals = new Set<number>();
    for (let step = 0; step < 40; step += 1) {
      const answer = await call(`/jobs/${id}/details`);
      now += 10_000;
      if (!answer.ok) continue;
      const stats = detailsSchema.parse(await answer.json()).node_stats;
      sums.push(stats.reduce((sum, { success, failure }) => sum + success + failure, 0));
      const [first] = stats;
      if (first) totals.add(first.ready + first.in_progress + first.success + first.failure);
    }
    expect(sums).toEqual(sums.toSorted((a, b) => a - b));
    expect(sums.at(-1)).toBeGreaterThan(sums[0] ?? 0);
    expect(totals.size).toBe(1);
  });

  it("keeps jobs coming, running and ending as time goes on", async () => {
    let now = noon;
    const { list } = await start({ jobs: 0, live: true, now: () => now });
    const before = await list();
    expect(before.some(({ status }) => status.toUpperCase() === "IN_PROGRESS")).toBe(true);
    now += 600_000;
    const after = await list();
    expect(after.length).toBeGreaterThan(before.length + 10);
    const first = new Map(after.map(({ id, status }) => [id, status]));
    expect(before.every(({ id }) => first.has(id))).toBe(true);
  });

  it("takes a cancel at once and stops the job a moment later; a finished one it refuses", async () => {
    let now = noon;
    const { call, list } = await start({ jobs: 5, live: true, now: () => now });
    const id = (await list("?status=IN_PROGRESS"))[0]?.id ?? "";
    const answer = await call(`/jobs/${id}/cancel`, { method: "POST" });
    expect(await answer.json()).toMatchObject({ status: "cancelled" });
    expect((await list("?status=IN_PROGRESS")).map((job) => job.id)).toContain(id);
    now += 5_000;
    const job = jobSchema.parse(await (await call(`/jobs/${id}`)).json());
    expect(job.status).toMatch(/^(?:stopped|cancelled)$/i);
    expect((await call(`/jobs/${id}/cancel`, { method: "POST" })).status).toBe(409);
  });

  it("takes back nothing that it has told of a job when that is canceled", async () => {
    let now = noon;
    const { call, list } = await start({ jobs: 0, live: true, now: () => now });
    const canceled: string[] = [];
    for (let moment = 0; moment < 10; moment += 1) {
      for (const { id } of await list("?status=IN_PROGRESS")) {
        const read = async () => (await call(`/jobs/${id}/details`)).text();
        const before = await read();
        expect((await call(`/jobs/${id}/cancel`, { method: "POST" })).status).toBe(200);
        expect(await read()).toBe(before);
        canceled.push(id);
      }
      now += 120_000;
    }
    expect(canceled.length).toBeGreaterThan(15);
    const ends = new Map((await list()).map(({ id, status }) => [id, status]));
    for (const id of canceled) expect(ends.get(id)).toMatch(/^(?:stopped|cancelled)$/i);
  });

  it("hands out its output files, and says which it does not have", async () => {
    const { call, control } = await start({ jobs: 0 });
    const output = { node_id: nobody, file_id: "a b.json" };
    const id = control.createJob({
      status: "COMPLETED",
      output_node_files: [output],
      outputBytes: 500_000,
    });
    const file = await call(`/jobs/${id}/download?file_id=a%20b.json`);
    const text = await file.text();
    expect(text.length).toBeGreaterThan(500_000);
    expect(z.array(z.object({ type: z.string() })).parse(JSON.parse(text)).length).toBeGreaterThan(
      100,
    );
    const ofNode = (node: string) =>
      call(`/jobs/${id}/download?file_id=a%20b.json&node_id=${node}`);
    expect((await ofNode(nobody)).status).toBe(200);
    expect((await ofNode(id)).status).toBe(404);
    expect((await call(`/jobs/${id}/download?file_id=none`)).status).toBe(404);
    expect((await call(`/jobs/${id}/download`)).status).toBe(422);
  });

  it("answers the status of files twelve times a minute", async () => {
    const { call, control } = await start({ jobs: 0, now: () => noon });
    const id = control.createJob({ status: "IN_PROGRESS", file_status: [] });
    const statuses: number[] = [];
    for (let index = 0; index < 13; index += 1)
      statuses.push((await call(`/jobs/${id}/file-status`)).status);
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 200), 429]);
  });
});
