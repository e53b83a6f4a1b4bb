import { once } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { callSandbox, collectFrames, readFrames, readPage } from "../call-sandbox.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../start-sandbox.ts";

const started: Sandbox[] = [];

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ jobs: 0, live: false, ...options });
  started.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

test("a finished job's stream is one terminal event and the end", async () => {
  const sandbox = await start();
  expect(await collectFrames(readFrames(sandbox, "job_01JABCD123"))).toEqual([
    'event: completed\ndata: {"job_id":"job_01JABCD123","type":"overlay.generate","status":"COMPLETED","timestamp":"2024-06-17T08:56:30Z"}',
  ]);
});

test("a stream begins with the status and tells each move at once, up to the terminal one", async () => {
  const sandbox = await start();
  const { control } = sandbox;
  const id = control.createJob({ type: "parse", form: { events: "untimed" } });
  const frames = readFrames(sandbox, id);
  expect((await frames.next()).value).toBe(
    `event: status\ndata: {"job_id":"${id}","type":"parse","status":"PENDING"}`,
  );
  control.advance(id, { status: "RUNNING" });
  control.advance(id, { progress: 0.25, message: "Reading" });
  control.advance(id, { status: "COMPLETED", results: { found: 3 } });
  expect(await collectFrames(frames)).toEqual([
    `event: status\ndata: {"job_id":"${id}","type":"parse","status":"RUNNING"}`,
    `event: progress\ndata: {"job_id":"${id}","message":"Reading","progress":0.25}`,
    `event: completed\ndata: {"job_id":"${id}","type":"parse","status":"COMPLETED","results":{"found":3}}`,
  ]);
});

test("failed and canceled end a stream too", async () => {
  const sandbox = await start();
  const error = { code: "E", message: "broke" };
  const failed = sandbox.control.createJob({ status: "FAILED", error });
  const canceled = sandbox.control.createJob({ status: "Cancelled" });
  const [one] = await collectFrames(readFrames(sandbox, failed));
  expect(one).toContain("event: failed\n");
  expect(one).toContain('"error":{"code":"E","message":"broke"}');
  const [other] = await collectFrames(readFrames(sandbox, canceled));
  expect(other).toContain("event: canceled\n");
  expect(other).toContain('"status":"Cancelled"');
});

test("a silent stream shows a heartbeat in the form of its job", async () => {
  const sandbox = await start({ heartbeatMs: 20 });
  const form = { opening: "silent", heartbeat: "ping" } as const;
  const frames = readFrames(sandbox, sandbox.control.createJob({ form }));
  expect((await frames.next()).value).toBe("event: ping\ndata: {}");
  expect((await frames.next()).value).toBe("event: ping\ndata: {}");
  await frames.return(undefined);
});

test("a stream is closed at its time limit, without a terminal event", async () => {
  const sandbox = await start({ streamLimitMs: 80 });
  const frames = await collectFrames(readFrames(sandbox, sandbox.control.createJob()));
  expect(frames).toHaveLength(1);
  expect(frames[0]).toContain("event: status");
});

test("a reader who leaves is no longer counted", async () => {
  const sandbox = await start();
  const id = sandbox.control.createJob();
  const leaving = new AbortController();
  const response = await callSandbox(sandbox, `/jobs/${id}/stream`, {
    headers: { "X-API-Key": sandbox.apiKey },
    signal: leaving.signal,
  });
  expect(response.status).toBe(200);
  expect(sandbox.control.openStreams()).toBe(1);
  expect(sandbox.control.openStreams("job_other")).toBe(0);
  leaving.abort();
  await vi.waitFor(() => expect(sandbox.control.openStreams()).toBe(0));
});

test("a live job's stream follows the clock from its start to its end", async () => {
  let now = Date.parse("2026-02-11T12:00:00Z");
  const sandbox = await start({ live: true, now: () => now });
  const running = await readPage(sandbox, "status=Started&type=overlay.generate");
  const frames = collectFrames(readFrames(sandbox, running.ids[0] ?? ""));
  await vi.waitFor(() => expect(sandbox.control.openStreams()).toBe(1));
  now += 30 * 60_000;
  const names = (await frames).map((frame) => /^event: (\w+)/.exec(frame)?.[1]);
  expect(["completed", "failed", "canceled"]).toContain(names.at(-1));
  expect(names.slice(0, -1).every((name) => name === "status" || name === "progress")).toBe(true);
});

test("a stream can be ended and broken off by hand", async () => {
  const sandbox = await start();
  const id = sandbox.control.createJob();
  const ended = readFrames(sandbox, id);
  await ended.next();
  expect(sandbox.control.disturbStreams("end", id)).toBe(1);
  expect((await ended.next()).done).toBe(true);

  const cut = readFrames(sandbox, id);
  await cut.next();
  expect(sandbox.control.disturbStreams("cut")).toBe(1);
  await expect(cut.next()).rejects.toThrow("terminated");
});

test("a stalled stream stays open and tells nothing, not even a heartbeat", async () => {
  const sandbox = await start({ heartbeatMs: 10 });
  const id = sandbox.control.createJob({ form: { opening: "silent" } });
  const frames = readFrames(sandbox, id);
  await frames.next();
  sandbox.control.disturbStreams("stall");
  sandbox.control.advance(id, { status: "COMPLETED" });
  const rest: string[] = [];
  const reading = (async () => {
    for await (const frame of frames) rest.push(frame);
  })().catch(() => "closed");
  const quiet = AbortSignal.timeout(120);
  await once(quiet, "abort");
  expect(rest.filter((frame) => !frame.startsWith(":"))).toEqual([]);
  expect(sandbox.control.openStreams(id)).toBe(1);
  await sandbox.close();
  await reading;
});

test("garbage on a stream is followed by its real events", async () => {
  const sandbox = await start();
  const id = sandbox.control.createJob();
  const frames = readFrames(sandbox, id);
  await frames.next();
  sandbox.control.disturbStreams("garbage");
  sandbox.control.advance(id, { status: "CANCELED" });
  const rest = await collectFrames(frames);
  expect(rest.length).toBeGreaterThan(3);
  expect(rest.at(-1)).toContain("event: canceled");
});
