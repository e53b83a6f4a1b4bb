import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStreamEvent } from "./read-stream-event.ts";

const context = { id: "job_01", observedAt: 5_000 };
const time = "2024-06-17T08:56:30Z";

function read(event: string | null, data: unknown) {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return readStreamEvent({ event, data: text }, context);
}

function factOf(event: string | null, data: unknown) {
  const reading = read(event, data);
  if (typeof reading === "string") throw new Error(`it was ${reading}`);
  return reading.fact;
}

describe("an event of Bedrock's stream", () => {
  it("that tells a status is one entry of the timeline, seen and not recorded", () => {
    const fact = factOf("status", { job_id: "job_01", type: "parse", status: "RUNNING" });
    expect(fact).toMatchObject({
      origin: "stream",
      fields: { type: "parse", status: "running", rawStatus: "RUNNING" },
      events: [{ kind: "status", status: "running", origin: "observed", at: 5_000 }],
    });
  });

  it("tells a status, code or message of another type as it is written", () => {
    const status = factOf("status", { status: { value: "RUNNING" } });
    expect(status.fields).toMatchObject({ status: "unknown", rawStatus: `{"value":"RUNNING"}` });
    const failed = factOf("failed", { status: { value: "FAILED" }, error: "boom" });
    expect(failed.fields).toMatchObject({ status: "failed", error: { code: "", message: "boom" } });
    expect(factOf("progress", { message: 3 }).fields.progress?.message).toBe("3");
  });

  it("is dated by its own time where it has one", () => {
    const { events } = factOf("status", { status: "RUNNING", timestamp: time });
    expect(events[0]?.at).toBe(Date.parse(time));
  });

  it.each([
    [0.5, 0.5],
    [0, 0],
    [1, 1],
    [1.0000001, 1],
    [-0.0000001, 0],
    [1.01, null],
    [-1, null],
    [37, null],
    [100, null],
  ])("that tells the progress %d says %s", (progress, fraction) => {
    const fact = factOf("progress", { progress, message: "Reading" });
    expect(fact.fields).toEqual({ progress: { fraction, message: "Reading" } });
    expect(fact.events).toMatchObject([{ kind: "progress", fraction, message: "Reading" }]);
  });

  it("whose progress is out of range and alone tells nothing, and beside a status leaves that", () => {
    expect(read("progress", { progress: 37 })).toBe("ignored");
    expect(factOf(null, { progress: 37, status: "RUNNING" }).fields).toMatchObject({
      status: "running",
    });
  });

  it("that tells a progress without words is no entry of the timeline", () => {
    expect(factOf("progress", { progress: 0.5 }).events).toEqual([]);
  });

  it.each([
    ["completed", "succeeded"],
    ["failed", "failed"],
    ["canceled", "canceled"],
    ["cancelled", "canceled"],
    ["COMPLETED", "succeeded"],
  ])("named %s ends the job, whatever else it says", (event, status) => {
    expect(factOf(event, {}).fields).toMatchObject({ status, rawStatus: event.toLowerCase() });
    expect(factOf(event, { status: "DONE" }).fields).toMatchObject({ status, rawStatus: "DONE" });
  });

  it("that ends the job brings its results' links, its error and its time", () => {
    const results = { overlay: { uri: "https://a.example/o" } };
    expect(factOf("completed", { results, timestamp: time })).toMatchObject({
      fields: { finishedAt: Date.parse(time) },
      artifacts: [{ kind: "overlay", url: "https://a.example/o" }],
    });
    expect(factOf("failed", { error: { code: "X", message: "m" } })).toMatchObject({
      fields: { error: { code: "X", message: "m" } },
      events: [{ error: { code: "X", message: "m" } }],
    });
  });

  it("that comes late does not claim that the job ended just now", () => {
    expect(factOf("completed", { status: "COMPLETED" }).fields).not.toHaveProperty("finishedAt");
  });

  it("without a name is told by what it carries", () => {
    expect(factOf(null, { status: "RUNNING" }).fields).toMatchObject({ status: "running" });
    expect(factOf(null, { progress: 0.5 }).fields).toMatchObject({ progress: { fraction: 0.5 } });
  });

  it.each([
    ["heartbeat", "{}"],
    ["ping", ""],
    ["note", `{"status":"RUNNING"}`],
    [null, ""],
    [null, "{}"],
    ["status", `{"job_id":"job_02","status":"RUNNING"}`],
    ["status", "{}"],
    ["progress", "{}"],
  ])("of no meaning is ignored: %s %s", (event, data) => {
    expect(read(event, data)).toBe("ignored");
  });

  it.each(["{", "[1]", "null", "", "<html>"])("that is garbage is told apart: %j", (data) => {
    expect(read("status", data)).toBe("unreadable");
  });

  it("never throws, whatever it carries", () => {
    const names = fc.constantFrom(
      "status",
      "progress",
      "completed",
      "failed",
      "canceled",
      null,
      "x",
    );
    const keys = fc.constantFrom(
      "job_id",
      "status",
      "progress",
      "message",
      "error",
      "results",
      "timestamp",
    );
    const data = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(keys, fc.jsonValue()).map((fields) => JSON.stringify(fields)),
    );
    fc.assert(
      fc.property(names, data, (event, text) => {
        expect(() => readStreamEvent({ event, data: text }, context)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });
});
