import { describe, expect, it, onTestFinished } from "vitest";
import type { Fault } from "#lib/sandbox/fault.ts";
import { startSandbox, type SandboxOptions } from "#lib/sandbox/start-sandbox.ts";
import { describeChildren } from "../children-contract.ts";
import { describeSource, type UpstreamFault } from "../source-contract.ts";
import { describeStream, type StreamRig } from "../stream-contract.ts";
import { createBedrockSource } from "./bedrock-source.ts";

const apiKey = "sk_test_0c51e7d4";
const settings = { apiVersion: "2026-01-01", stallMs: 400, headersTimeoutMs: 1_200 };
const person = { priority: "person" } as const;

const faults: Record<UpstreamFault, Fault> = {
  refuse: { kind: "refuse" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
  garbage: { kind: "garbage" },
  html: { kind: "html", status: 500 },
  unauthorized: { kind: "status", status: 401 },
  forbidden: { kind: "status", status: 403 },
  "rate limit": { kind: "status", status: 429 },
  failure: { kind: "status", status: 500 },
};

async function startBedrock(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({
    apiKey,
    jobs: 0,
    live: false,
    heartbeatMs: 50,
    requestsPerMinute: 0,
    ...options,
  });
  const source = createBedrockSource({ ...settings, url: sandbox.url, apiKey });
  return { ...sandbox, source };
}

async function useBedrock(options: SandboxOptions = {}) {
  const bedrock = await startBedrock(options);
  onTestFinished(() => bedrock.close());
  return bedrock;
}

async function setup(): Promise<StreamRig> {
  const bedrock = await startBedrock();
  const { url, source, control } = bedrock;
  return {
    source,
    sourceWithWrongKey: createBedrockSource({ ...settings, url, apiKey: `${apiKey}x` }),
    sourceOfNobody: createBedrockSource({ ...settings, url: "http://127.0.0.1:1", apiKey }),
    apiKey,
    unknownId: "job_01NOBODYKNOWS",
    recordedStatuses: ["queued", "running", "succeeded"],
    createJob: (more = {}) => control.createJob(more),
    start: (id) => control.advance(id, { status: "RUNNING" }),
    finish: (id) => control.advance(id, { status: "COMPLETED" }),
    fault: (fault) => control.fault(faults[fault]),
    disturb: (id, how) => control.disturbStreams(how, id),
    openStreams: (id) => control.openStreams(id),
    close: () => bedrock.close(),
  };
}

describeSource("Bedrock", setup);
describeChildren("Bedrock", setup);
describeStream("Bedrock", setup);

describe("the source Bedrock, beyond the contract", () => {
  it("reads and lists a seeded history of every form without losing a job", async () => {
    const { source, control } = await useBedrock({ jobs: 300 });
    let cursor: string | null = null;
    const ids = new Set<string>();
    do {
      const page = await source.listJobs({ limit: 100, ...(cursor && { cursor }) }, person);
      for (const { id } of page.facts) ids.add(id);
      cursor = page.next;
    } while (cursor !== null);
    expect(ids.size).toBeGreaterThanOrEqual(300);
    for (const id of [...ids].slice(0, 60)) {
      const { fields, events } = await source.getJob(id, person);
      expect(fields.createdAt).toEqual(expect.any(Number));
      expect(events.every((event) => event.origin === "upstream")).toBe(true);
    }
    expect(control.requests().get).toBe(60);
  });

  it("loses one broken entry of a list, not the others", async () => {
    const { source, control } = await useBedrock();
    const now = Date.now();
    control.createJob({ id: "job_good", createdAt: now - 1_000 });
    control.createJob({ id: "job_odd", fields: { events: "none", status: 7, created_at: {} } });
    const lost = { id: "job_lost", createdAt: now - 2_000 };
    control.createJob({ ...lost, fields: { id: 7, job_id: null } });
    const { facts, broken } = await source.listJobs({}, person);
    expect(broken).toEqual(["job_good"]);
    expect(new Map(facts.map((fact) => [fact.id, fact.fields.status]))).toEqual(
      new Map([
        ["job_good", "queued"],
        ["job_odd", "unknown"],
      ]),
    );
  });

  it("begins its list at any time, page by page", async () => {
    const { source, control } = await useBedrock();
    const t0 = Date.now() - 100_000;
    const ids = [0, 1, 2, 3, 4].map((n) => control.createJob({ createdAt: t0 + n * 1_000 }));
    const query = { limit: 2, createdBefore: t0 + 3_500 };
    const page = await source.listJobs(query, person);
    const { next } = page;
    if (next === null) throw new Error("There is no second page.");
    const { facts } = await source.listJobs({ ...query, cursor: next }, person);
    const listed = [...page.facts, ...facts].map(({ id }) => id);
    expect(listed).toEqual(ids.slice(0, 4).toReversed());
  });

  it("keeps a payload of ten million bytes as it came", async () => {
    const { source, control } = await useBedrock();
    const id = control.createJob({ payloadBytes: 10_000_000 });
    const { document } = await source.getJob(id, person);
    const { start = 0, end = 0 } = document?.payload ?? {};
    expect(end - start).toBe(10_000_000);
    expect(() =>
      JSON.parse(new TextDecoder().decode(document?.bytes.subarray(start, end))),
    ).not.toThrow();
  });

  it("keeps numbers that no double can hold", async () => {
    const { source, control } = await useBedrock();
    const payloadText = `{ "n": 12345678901234567890.10, "n": 1e400 }`;
    const { document } = await source.getJob(control.createJob({ payloadText }), person);
    const { start = 0, end = 0 } = document?.payload ?? {};
    expect(new TextDecoder().decode(document?.bytes.subarray(start, end))).toBe(payloadText);
  });

  it.each([
    "null",
    "[]",
    "{}",
    `"text"`,
    `{"data":null}`,
    "",
    "<html>",
    `{"data":{"id":"job_other"}}`,
  ])("calls the answer %j nonsense", async (text) => {
    const { source, control } = await useBedrock();
    control.putRaw("job_raw", text);
    await expect(source.getJob("job_raw", person)).rejects.toMatchObject({
      code: "upstream_invalid",
      upstream: { status: 200, requestId: expect.stringMatching(/^req_/) },
    });
  });

  it("keeps a status that nobody documented, read or watched", async () => {
    const { source, control } = await useBedrock();
    const id = control.createJob({ status: "REBALANCING" });
    const unknown = { status: "unknown", rawStatus: "REBALANCING" };
    expect((await source.getJob(id, person)).fields).toMatchObject(unknown);
    control.advance(id, { status: "Thinking" });
    for await (const fact of source.watchJob(id, person)) {
      expect(fact.fields).toMatchObject({ status: "unknown", rawStatus: "Thinking" });
      break;
    }
  });

  it("brings progress as it happens", async () => {
    const { source, control } = await useBedrock();
    const id = control.createJob({ status: "RUNNING" });
    const onOpen = () => {
      control.advance(id, { progress: 0.25, message: "Aligning" });
      control.advance(id, { status: "COMPLETED" });
    };
    const progress = [];
    for await (const { fields } of source.watchJob(id, { ...person, onOpen })) {
      if (fields.progress) progress.push(fields.progress);
    }
    expect(progress).toEqual([{ fraction: 0.25, message: "Aligning" }]);
  });

  it("learns its limits from the answers, and leaves people their share", async () => {
    const { source, control } = await useBedrock({ requestsPerMinute: 10 });
    const id = control.createJob();
    for (let sent = 0; sent < 8; sent += 1) await source.getJob(id, person);
    expect(source.budget()).toMatchObject({ limit: 10, remaining: 2, sent: 8 });
    const controller = new AbortController();
    const watch = source.getJob(id, { priority: "watch", signal: controller.signal });
    await source.getJob(id, person);
    controller.abort();
    await expect(watch).rejects.toMatchObject({ name: "ProblemError" });
    await source.getJob(id, person);
    await expect(source.getJob(id, person)).rejects.toMatchObject({
      code: "upstream_rate_limited",
    });
    expect(control.requests().total).toBe(10);
  });

  it("names the upstream's request in every refusal", async () => {
    const { source, control } = await useBedrock();
    control.fault({ kind: "status", status: 500 });
    await expect(source.getJob("job_1", person)).rejects.toMatchObject({
      upstream: { status: 500, requestId: expect.stringMatching(/^req_/) },
    });
  });
});
