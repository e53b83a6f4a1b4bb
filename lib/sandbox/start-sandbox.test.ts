import { afterEach, expect, test } from "vitest";
import { callSandbox, readJob, readPage } from "./call-sandbox.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./start-sandbox.ts";

const started: Sandbox[] = [];
const noon = Date.parse("2026-02-11T12:00:00Z");

const atNoon = () => noon;

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ jobs: 40, live: false, ...options });
  started.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

test("a request without the key, or with a wrong one, gets a 401 problem document", async () => {
  const sandbox = await start();
  for (const headers of [{}, { Authorization: "Bearer sk_wrong" }, { "X-API-Key": "sk_wrong" }]) {
    const response = await callSandbox(sandbox, "/jobs", { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 401, code: "UNAUTHORIZED" });
  }
});

test("the key is taken as a bearer token and as X-API-Key", async () => {
  const sandbox = await start({ apiKey: "sk_other" });
  const headers = [{ Authorization: "Bearer sk_other" }, { "X-API-Key": "sk_other" }];
  for (const each of headers) {
    expect((await callSandbox(sandbox, "/jobs", { headers: each })).status).toBe(200);
  }
});

test("the documented job is answered exactly as documented, even without a history", async () => {
  const sandbox = await start({ jobs: 0 });
  const response = await callSandbox(sandbox, "/jobs/job_01JABCD123");
  expect(await response.text()).toBe(
    '{"data":{"id":"job_01JABCD123","organization_id":"org_01JABCD123","project_id":"prj_01JABCD123",' +
      '"type":"overlay.generate","status":"COMPLETED","target_type":"Block","target_id":"blk_01JABCD123",' +
      '"parent_id":null,"payload":{"type":"Block","old_id":"blk_01JABCD100","new_id":"blk_01JABCD200"},' +
      '"events":[{"status":"PENDING","timestamp":"2024-06-17T08:55:00Z"},' +
      '{"status":"RUNNING","timestamp":"2024-06-17T08:55:02Z"},' +
      '{"status":"COMPLETED","timestamp":"2024-06-17T08:56:30Z"}],' +
      '"created_at":"2024-06-17T08:55:00Z","updated_at":"2024-06-17T08:56:30Z"}}',
  );
});

test("a history of no jobs lists nothing", async () => {
  expect((await readPage(await start({ jobs: 0 }), "")).ids).toEqual([]);
});

test("another organization's job is forbidden, an unknown one and an unknown path are not found", async () => {
  const sandbox = await start();
  expect((await callSandbox(sandbox, "/jobs/job_01OTHERTENANT")).status).toBe(403);
  expect((await callSandbox(sandbox, "/jobs/job_01OTHERTENANT/stream")).status).toBe(403);
  for (const path of ["/jobs/job_01NOBODY", "/jobs/%E0%A4%A", "/nowhere", "//", "/jobs/job_1/x"]) {
    expect((await callSandbox(sandbox, path)).status).toBe(404);
  }
});

test("every answer names its request and tells the rate limit", async () => {
  const sandbox = await start({ now: atNoon, requestsPerMinute: 10 });
  const answers = await Promise.all([
    callSandbox(sandbox, "/jobs", { headers: {} }),
    callSandbox(sandbox, "/jobs"),
    callSandbox(sandbox, "/jobs/job_01NOBODY"),
    callSandbox(sandbox, "/jobs/job_01JABCD123/stream"),
  ]);
  const ids = answers.map(({ headers }) => headers.get("x-request-id"));
  expect(new Set(ids).size).toBe(4);
  for (const { headers } of answers) {
    expect(headers.get("x-request-id")).toMatch(/^req_\w+$/);
    expect(headers.get("x-ratelimit-limit")).toBe("10");
    expect(headers.get("x-ratelimit-reset")).toBe(String(noon / 1000 + 60));
  }
});

test("the request after the limit gets 429 with Retry-After, and the next minute begins anew", async () => {
  let now = noon;
  const sandbox = await start({ now: () => now, requestsPerMinute: 2 });
  const remaining: (string | null)[] = [];
  for (let i = 0; i < 2; i++) {
    remaining.push((await callSandbox(sandbox, "/jobs")).headers.get("x-ratelimit-remaining"));
  }
  expect(remaining).toEqual(["1", "0"]);
  now += 20_000;
  const refused = await callSandbox(sandbox, "/jobs");
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("40");
  expect(await refused.json()).toMatchObject({ code: "RATE_LIMITED" });
  now += 40_000;
  expect((await callSandbox(sandbox, "/jobs")).status).toBe(200);
});

test("the same seed and clock give the same jobs, another seed gives others", async () => {
  const [one, same, other] = await Promise.all([
    start({ now: atNoon, seed: 5 }),
    start({ now: atNoon, seed: 5 }),
    start({ now: atNoon, seed: 6 }),
  ]);
  const { jobs, ids } = await readPage(one, "limit=100");
  expect(jobs).toHaveLength(40);
  expect((await readPage(same, "limit=100")).jobs).toEqual(jobs);
  expect((await readPage(other, "limit=100")).ids).not.toEqual(ids);
});

test("a job made by hand stands still until it is moved", async () => {
  let now = noon;
  const sandbox = await start({ now: () => now });
  const { control } = sandbox;
  const id = control.createJob({ id: "job_mine", type: "parse", payloadText: '{"n":0.10}' });
  now += 3_600_000;
  expect(await readJob(sandbox, id)).toMatchObject({ id: "job_mine", status: "PENDING" });

  control.advance(id, { status: "RUNNING" });
  control.advance(id, { progress: 0.5, message: "Half" });
  now += 1_000;
  control.advance(id, { status: "FAILED", error: { code: "E", message: "broke" } });
  expect(await (await callSandbox(sandbox, `/jobs/${id}`)).text()).toContain(
    '"payload":{"n":0.10}',
  );
  expect(await readJob(sandbox, id)).toMatchObject({
    status: "FAILED",
    events: [
      { status: "PENDING", timestamp: "2026-02-11T12:00:00.000Z" },
      { status: "RUNNING", timestamp: "2026-02-11T13:00:00.000Z" },
      { status: "FAILED", error: { code: "E", message: "broke" } },
    ],
    updated_at: "2026-02-11T13:00:01.000Z",
  });
});

test("a job made by hand can take any form, any word and any field", async () => {
  const sandbox = await start();
  const id = sandbox.control.createJob({
    status: "ARCHIVING",
    form: { shape: "guide", envelope: "bare", targetCase: "lower", omit: ["created_at"] },
    fields: { events: "none", extra: [1] },
  });
  const response = await callSandbox(sandbox, `/jobs/${id}`);
  const body: unknown = await response.json();
  expect(body).toMatchObject({
    job_id: id,
    status: "ARCHIVING",
    target: { type: "block" },
    events: "none",
    extra: [1],
  });
  expect(body).not.toHaveProperty("created_at");
  expect(body).not.toHaveProperty("data");
});

test("a raw text is answered to the byte, for any id", async () => {
  const sandbox = await start();
  sandbox.control.putRaw("job_raw", '{ "data" : nonsense');
  const response = await callSandbox(sandbox, "/jobs/job_raw");
  expect(await response.text()).toBe('{ "data" : nonsense');
});

test("an id that is taken and a job nobody made are refused", async () => {
  const { control } = await start();
  control.createJob({ id: "job_twice" });
  expect(() => control.createJob({ id: "job_twice" })).toThrow("job_twice");
  expect(() => control.advance("job_01JABCD123", { status: "RUNNING" })).toThrow("made by hand");
});

test("requests are counted by route and by job", async () => {
  const sandbox = await start();
  await readPage(sandbox, "");
  await readJob(sandbox, "job_01JABCD123");
  await (await callSandbox(sandbox, "/jobs/job_01JABCD123/stream")).text();
  expect(sandbox.control.requests()).toMatchObject({ get: 1, list: 1, stream: 1, total: 3 });
  expect(sandbox.control.requests("job_01JABCD123")).toMatchObject({ list: 0, total: 2 });
});

test("a taken port rejects, and closing frees it", async () => {
  const sandbox = await startSandbox({ jobs: 0, live: false });
  const port = Number(new URL(sandbox.url).port);
  await expect(startSandbox({ port, jobs: 0 })).rejects.toThrow("EADDRINUSE");
  await sandbox.close();
  await start({ port });
});
