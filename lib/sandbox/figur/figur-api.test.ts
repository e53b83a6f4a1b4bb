import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { startSandbox, type SandboxOptions } from "../start-sandbox.ts";

const jobSchema = z.looseObject({
  public_id: z.string(),
  job_type: z.string(),
  status: z.string(),
  created_at: z.string(),
});
const listSchema = z.object({
  jobs: z.array(jobSchema),
  limit: z.number(),
  offset: z.number(),
  count: z.number(),
});
const eventSchema = z.looseObject({
  seq: z.number(),
  event_type: z.string(),
  created_at: z.string(),
});
const recordSchema = z.object({
  public_id: z.string(),
  events: z.array(eventSchema),
  latest_seq: z.number(),
});
const wholeSchema = jobSchema.extend({
  result: z.array(
    z.object({ image_url: z.string(), role: z.enum(["intermediate", "final"]) }).loose(),
  ),
  latest_event: eventSchema.nullable(),
});
const statusesSchema = z.enum(["NOT_STARTED", "IN_PROGRESS", "SUCCESS", "FAILURE"]);

async function useFigurApi(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ jobs: 0, live: false, ...options });
  onTestFinished(() => sandbox.close());
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${sandbox.apiKey}` };
    const response = await fetch(sandbox.figur.url + path, { headers, ...init });
    const text = await response.text();
    const body: unknown = JSON.parse(text);
    return { status: response.status, headers: response.headers, body };
  };
  return { ...sandbox.figur, call };
}

it("tells a seeded history, newest first, in pages by offset whose count is their own", async () => {
  const { call } = await useFigurApi({ jobs: 120 });
  const page = async (offset: number) =>
    listSchema.parse((await call(`/v1/jobs?limit=50&offset=${offset}`)).body);
  const pages = [await page(0), await page(50), await page(100)];
  expect(pages.map(({ count }) => count)).toEqual([50, 50, 20]);
  const jobs = pages.flatMap((each) => each.jobs);
  expect(new Set(jobs.map((job) => job.public_id)).size).toBe(120);
  const times = jobs.map((job) => job.created_at);
  expect(times).toEqual(times.toSorted().toReversed());
  for (const { public_id, status } of jobs) {
    expect(public_id).toMatch(/^0[0-9A-HJKMNP-TV-Z]{25}$/);
    expect(statusesSchema.safeParse(status).success).toBe(true);
  }
  expect(new Set(jobs.map((job) => job.job_type)).size).toBeGreaterThan(4);
});

it("tells a job with its record, numbers rising, and the same job again and again", async () => {
  const { call } = await useFigurApi({ jobs: 60 });
  const { jobs } = listSchema.parse((await call("/v1/jobs?limit=60")).body);
  const spellings = new Set<string>();
  for (const { public_id, status } of jobs) {
    const { result, latest_event } = wholeSchema.parse((await call(`/v1/jobs/${public_id}`)).body);
    const { events, latest_seq } = recordSchema.parse(
      (await call(`/v1/jobs/${public_id}/events?since=0`)).body,
    );
    const numbers = events.map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(latest_seq).toBe(numbers.at(-1));
    expect(latest_event?.seq).toBe(latest_seq);
    expect(result.length > 0).toBe(status === "SUCCESS");
    for (const { event_type } of events) spellings.add(event_type);
    const rest = recordSchema.parse(
      (await call(`/v1/jobs/${public_id}/events?since=${numbers[0]}`)).body,
    );
    expect(rest.events.map(({ seq }) => seq)).toEqual(numbers.slice(1));
  }
  expect([...spellings]).toEqual(expect.arrayContaining(["queued", "QUEUED", "Queued"]));
});

it("refuses in its own envelopes", async () => {
  const { call, control } = await useFigurApi();
  const id = control.createJob();
  expect(await call("/v1/jobs/01JBX5Z0QK3T1M6V9R2C4D7E8F")).toMatchObject({
    status: 404,
    body: { error: { code: "JOB_NOT_FOUND", request_id: expect.stringMatching(/^req_/) } },
  });
  expect(await call("/v2/jobs")).toMatchObject({ body: { error: { code: "RESOURCE_NOT_FOUND" } } });
  expect(await call("/v1/jobs", { headers: {} })).toMatchObject({ status: 401 });
  for (const query of [
    "limit=0",
    "limit=201",
    "offset=-1",
    "status=DONE",
    "job_type=GARMENT_TURNTABLE",
  ])
    expect(await call(`/v1/jobs?${query}`)).toMatchObject({
      status: 422,
      body: {
        detail: [{ loc: ["query", query.split("=")[0], ...(query.startsWith("job") ? [0] : [])] }],
      },
    });
  expect(await call(`/v1/jobs/${id}/events?since=x`)).toMatchObject({
    status: 422,
    body: { detail: [{}] },
  });
  control.fault({ kind: "status", status: 403, times: 1 });
  const { body } = await call(`/v1/jobs/${id}`);
  expect(body).toEqual({ error: { message: expect.any(String), request_id: expect.any(String) } });
});

it("limits requests without a header that says so", async () => {
  const { call } = await useFigurApi({ requestsPerMinute: 2 });
  for (let count = 0; count < 2; count += 1) await call("/v1/jobs");
  const { status, headers, body } = await call("/v1/jobs");
  expect([status, body]).toMatchObject([429, { error: { code: "RATE_LIMITED" } }]);
  expect([...headers.keys()].filter((name) => /rate|retry/.test(name))).toEqual([]);
});

it("cancels a job in flight, which ends a moment later, and none that has ended", async () => {
  let clock = Date.now();
  const { call } = await useFigurApi({ live: true, now: () => clock });
  const { jobs } = listSchema.parse((await call("/v1/jobs?status=NOT_STARTED&limit=1")).body);
  const running = listSchema.parse((await call("/v1/jobs?status=IN_PROGRESS&limit=1")).body);
  const id = [...jobs, ...running.jobs][0]?.public_id ?? "";
  const cancel = () =>
    call(`/v1/jobs/${id}/cancel`, {
      method: "POST",
      headers: { authorization: "Bearer sk_sandbox" },
    });
  expect((await cancel()).status).toBe(202);
  clock += 10_000;
  const { latest_event } = wholeSchema.parse((await call(`/v1/jobs/${id}`)).body);
  expect(latest_event).toMatchObject({
    message: "Canceled on request",
    extra: { reason: "CANCELED" },
  });
  expect((await cancel()).status).toBe(422);
});

function toTold({ seq, event_type: type, message, created_at }: z.infer<typeof eventSchema>) {
  return { seq, type, message, at: Date.parse(created_at) };
}

it("takes back no event that it has told when a job is canceled, and cancels none whose record tells the end", async () => {
  let clock = Date.parse("2026-02-11T12:00:00Z");
  const { call } = await useFigurApi({ live: true, now: () => clock, requestsPerMinute: 0 });
  let refused = 0;
  for (let moment = 0; moment < 40; moment += 1) {
    const { jobs } = listSchema.parse((await call("/v1/jobs?status=IN_PROGRESS")).body);
    for (const { public_id: id } of jobs) {
      const read = async () =>
        recordSchema.parse((await call(`/v1/jobs/${id}/events`)).body).events.map(toTold);
      const before = await read();
      const isTold = before.some(({ type }) => /^(?:succeeded|failed)$/i.test(type));
      const { status } = await call(`/v1/jobs/${id}/cancel`, { method: "POST" });
      expect(status).toBe(isTold ? 422 : 202);
      if (isTold) refused += 1;
      const askedAt = clock;
      clock += 10_000;
      const after = await read();
      clock = askedAt;
      expect(after.slice(0, before.length)).toEqual(before);
      for (const { message, at } of after)
        if (message === "Canceled on request") expect(at).toBeGreaterThanOrEqual(askedAt);
    }
    clock += 20_000;
  }
  expect(refused).toBeGreaterThan(0);
});

it("gives pictures at addresses that die", async () => {
  let clock = Date.now();
  const { call, control } = await useFigurApi({ now: () => clock });
  const id = control.createJob({ status: "SUCCESS", results: [{ label: "Front" }] });
  const read = async () =>
    wholeSchema.parse((await call(`/v1/jobs/${id}`)).body).result[0]?.image_url ?? "";
  const address = await read();
  const picture = await fetch(address);
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(5_000);
  expect((await fetch(address.replace("front", "back"))).status).toBe(403);
  control.fault({ kind: "cut", route: "image", times: 1 });
  const cut = await fetch(address);
  expect(cut.headers.get("content-type")).toBe("image/png");
  await expect(cut.arrayBuffer()).rejects.toThrow("terminated");
  clock += 61_000;
  expect((await fetch(address)).status).toBe(403);
  expect((await fetch(await read())).status).toBe(200);
});
