import { describe, expect, it } from "vitest";
import { mergeJob } from "#lib/domain/merge/merge-job.ts";
import { toPhases } from "#lib/domain/timeline/phases.ts";
import { useFigur } from "./use-figur.ts";
import { wireEventsSchema, wireListSchema } from "./wire-job.ts";

const person = { priority: "person" } as const;
const t0 = Date.UTC(2026, 10, 22, 9, 0, 0);

describe("Figur's documented job: queued, stage, stage, succeeded", () => {
  it("has its phases with the right durations, from the events' times alone", async () => {
    const { control, source } = await useFigur();
    const queued = { event: "queued", at: t0 };
    const id = control.createJob({ createdAt: t0, events: [queued] });
    control.advance(id, { event: "stage", stage: "pose", message: "Posing", at: t0 + 2_000 });
    control.advance(id, { event: "stage", stage: "render", message: "Rendering", at: t0 + 12_000 });
    control.advance(id, { event: "succeeded", at: t0 + 90_000 });
    control.advance(id, { status: "SUCCESS", results: [{ label: "Front" }] });

    const { job } = mergeJob(null, await source.getJob(id, person));
    const times = { createdAt: t0, startedAt: t0 + 2_000, finishedAt: t0 + 90_000 };
    expect(job).toMatchObject({ ...times, queueMs: 2_000, runMs: 88_000, status: "succeeded" });
    const phases = toPhases(job, job.events, t0 + 100_000);
    expect(phases.map(({ kind, label, durationMs }) => [kind, label, durationMs])).toEqual([
      ["wait", "Waited", 2_000],
      ["run", "Ran", 88_000],
      ["stage", "pose", 10_000],
      ["stage", "render", 78_000],
    ]);
    expect(job.events.map(({ ordinal, status }) => [ordinal, status])).toEqual([
      [1, "queued"],
      [2, "running"],
      [3, "running"],
      [4, "succeeded"],
    ]);
  });
});

describe("what a reader of Figur survives", () => {
  it("an event that says succeeded before the job says SUCCESS: the job runs until it says so itself", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "IN_PROGRESS" });
    control.advance(id, { event: "Succeeded" });
    const early = await source.getJob(id, person);
    expect(early.fields.status).toBe("running");
    expect(early.events.at(-1)?.status).toBe("succeeded");
    control.advance(id, { status: "SUCCESS", results: [{}] });
    const { fields, isLagging, artifacts } = await source.getJob(id, person);
    expect(fields.status).toBe("succeeded");
    expect(isLagging).toBeUndefined();
    expect(artifacts).toHaveLength(1);
  });

  it.each([null, "", false, []])("a number of an event that is %j is none", (seq) => {
    const told = { events: [{ seq, event_type: "queued" }], latest_seq: seq };
    expect(wireEventsSchema.parse(told).events[0]).not.toHaveProperty("seq", 0);
    expect(wireListSchema.parse({ jobs: [], limit: seq }).limit).toBeUndefined();
  });

  it("a job that says SUCCESS before its event does: its record counts as behind until then", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "SUCCESS", results: [{}] });
    expect(await source.getJob(id, person)).toMatchObject({
      isLagging: true,
      fields: { status: "succeeded" },
    });
    control.advance(id, { event: "SUCCEEDED" });
    const { isLagging, events } = await source.getJob(id, person);
    expect(isLagging).toBeUndefined();
    expect(events.at(-1)).toMatchObject({ status: "succeeded", rawStatus: "SUCCEEDED" });
  });

  it("a record that never gets its end: a job of days ago is not asked for again and again", async () => {
    const { control, source } = await useFigur();
    const createdAt = Date.now() - 48 * 3_600_000;
    const id = control.createJob({ status: "SUCCESS", createdAt });
    expect((await source.getJob(id, person)).isLagging).toBeUndefined();
  });

  it("event types in any letter case, and ones that nobody documented", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ events: [{ event: "QUEUED" }, { event: "Stage", stage: "x" }] });
    control.advance(id, { event: "billing_hold", message: "Waiting for credit" });
    const { events } = await source.getJob(id, person);
    expect(events.map(({ kind, status, rawStatus }) => [kind, status, rawStatus])).toEqual([
      ["status", "queued", "QUEUED"],
      ["stage", "running", "x"],
      ["note", null, "billing_hold"],
    ]);
  });

  it.each([
    ["the message", "No garment was found.", {}, { code: "", message: "No garment was found." }],
    ["extra.error", "Job failed", { error: "No garment" }, { message: "No garment" }],
    [
      "a code and a message",
      "Job failed",
      { error: { code: "NO_GARMENT", message: "No garment" } },
      { code: "NO_GARMENT", message: "No garment" },
    ],
    [
      "keys that nobody knows",
      "",
      { diagnostics: [{ step: "render", exception: "CUDA out of memory" }], worker: "r7" },
      { message: "render · CUDA out of memory" },
    ],
    ["keys that say nothing", "", { note: "GPU fell over" }, { message: "note: GPU fell over" }],
    [
      "message and extra together",
      "Rendering failed at step 3",
      { reason: "timeout after 300 s", cost: 0.01 },
      { message: "Rendering failed at step 3 · timeout after 300 s" },
    ],
  ])("a failure whose reason is in %s", async (_, message, extra, expected) => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "FAILURE" });
    control.advance(id, { event: "failed", message, extra });
    const { fields, events } = await source.getJob(id, person);
    expect(fields.error).toMatchObject(expected);
    expect(events.at(-1)?.error).toMatchObject(expected);
  });

  it("a failure that only the job's latest event tells", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "FAILURE" });
    control.advance(id, { event: "failed", message: "Out of credit" });
    control.putRaw("events", id, `{"public_id":"${id}","events":[],"latest_seq":2}`);
    const { fields, events } = await source.getJob(id, person);
    expect(fields.error?.message).toBe("Out of credit");
    expect(events).toMatchObject([{ ordinal: 2, status: "failed" }]);
  });

  it("job types that are not in the list, and statuses nobody documented", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ type: "GARMENT_TURNTABLE", status: "REBALANCING" });
    const said = {
      type: "GARMENT_TURNTABLE",
      status: "unknown",
      rawStatus: "REBALANCING",
    } as const;
    expect((await source.getJob(id, person)).fields).toMatchObject(said);
    expect((await source.listJobs({}, person)).facts[0]?.fields).toMatchObject(said);
  });

  it.each([
    [
      { cost: 0.042, currency: "USD" },
      { amount: 0.042, unit: "USD" },
    ],
    [{ cost: { amount: "0.0420", currency: "eur" } }, { amount: 0.042, unit: "EUR" }],
    [{ cost_usd: 0.05 }, { amount: 0.05, unit: "USD" }],
    [{ cost: { credits: 9 } }, { amount: 9, unit: "credits" }],
    [{ credits_used: 4 }, { amount: 4, unit: "credits" }],
    [{ billing: { totalCost: "$0.07" } }, { amount: 0.07, unit: "USD" }],
    [{ cost: "12 credits" }, { amount: 12, unit: "credits" }],
    [{ cost: 3 }, { amount: 3, unit: null }],
    [{ cost: "n/a" }, undefined],
    [{ worker: "render-7", seconds: 4 }, undefined],
    [null, undefined],
  ])("the cost in %j", async (extra, expected) => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "SUCCESS" });
    control.advance(id, { event: "succeeded", extra: extra ?? {} });
    expect((await source.getJob(id, person)).fields.cost).toEqual(expected);
  });

  it("fields that are missing, null or of a wrong type", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob();
    const event = `{"seq":"7","event_type":null,"stage":4,"message":["x"],"artifacts":[null,{"image_url":7}],"extra":"x","created_at":"soon"}`;
    control.putRaw(
      "get",
      id,
      `{"public_id":"${id}","result":"none","latest_event":[],"created_at":1}`,
    );
    control.putRaw("events", id, `{"events":[null,7,${event},{}],"latest_seq":null}`);
    const { fields, events } = await source.getJob(id, person);
    expect(fields).toMatchObject({ status: "unknown", rawStatus: "" });
    expect(events.map(({ ordinal, kind, artifacts }) => [ordinal, kind, artifacts.length])).toEqual(
      [
        [7, "note", 1],
        [undefined, "note", 0],
      ],
    );
  });

  it("a record that cannot be read beside a job that can: the job is shown and asked for again", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "SUCCESS", results: [{}] });
    control.fault({ kind: "status", status: 500, route: "events" });
    const { fields, isLagging, artifacts } = await source.getJob(id, person);
    expect([fields.status, isLagging, artifacts?.length]).toEqual(["succeeded", true, 1]);
  });

  it("a cancel while somebody reads the job: who asks after it waits for another answer", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob({ status: "IN_PROGRESS" });
    control.fault({ kind: "slow", delayMs: 300, route: "events" });
    const before = source.getJob(id, person);
    await expect.poll(() => control.requests(id).events).toBe(1);
    await source.cancelJob?.(id, person);
    await Promise.all([before, source.getJob(id, person)]);
    expect(control.requests(id).get).toBe(2);
  });

  it("the two forms of a refusal, and a 429 that names no wait", async () => {
    const { control, source } = await useFigur();
    const id = control.createJob();
    await expect(source.cancelJob?.(id, person)).resolves.toBeUndefined();
    control.advance(id, { status: "SUCCESS" });
    await expect(source.cancelJob?.(id, person)).rejects.toMatchObject({
      code: "conflict",
      upstream: {
        status: 422,
        code: "VALIDATION_ERROR",
        requestId: expect.stringMatching(/^req_/),
      },
    });
    control.fault({ kind: "status", status: 429, times: 1 });
    await expect(source.listJobs({}, person)).rejects.toMatchObject({
      code: "upstream_rate_limited",
      retryAfterMs: 60_000,
    });
  });
});
