import { afterEach, beforeEach, expect, test } from "vitest";
import { callSandbox, collectFrames, readFrames } from "./call-sandbox.ts";
import { type Sandbox, startSandbox } from "./start-sandbox.ts";

let sandbox: Sandbox;
let id: string;

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false, heartbeatMs: 10 });
  id = sandbox.control.createJob();
});
afterEach(() => sandbox.close());

const get = (init?: RequestInit) => callSandbox(sandbox, `/jobs/${id}`, init);
const headers = () => ({ "X-API-Key": sandbox.apiKey });

test("a fault meets as many requests as told, and clearing ends it", async () => {
  sandbox.control.fault({ kind: "status", status: 500, times: 2 });
  expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([
    500, 500, 200,
  ]);
  sandbox.control.fault({ kind: "status", status: 403 });
  expect((await get()).status).toBe(403);
  sandbox.control.clearFaults();
  expect((await get()).status).toBe(200);
});

test("a fault keeps to its route and its job", async () => {
  const other = sandbox.control.createJob();
  sandbox.control.fault({ kind: "status", status: 500, route: "get", jobId: id });
  expect((await get()).status).toBe(500);
  expect((await callSandbox(sandbox, `/jobs/${other}`)).status).toBe(200);
  expect((await callSandbox(sandbox, "/jobs")).status).toBe(200);
  const frames = readFrames(sandbox, id);
  expect((await frames.next()).value).toContain("event: status");
  await frames.return(undefined);
});

test("refused requests fail, and are counted", async () => {
  sandbox.control.fault({ kind: "refuse", times: 1 });
  await expect(get()).rejects.toThrow("fetch failed");
  expect(sandbox.control.requests().get).toBe(1);
});

test("a hanging request gets no answer", async () => {
  sandbox.control.fault({ kind: "hang" });
  await expect(get({ headers: headers(), signal: AbortSignal.timeout(80) })).rejects.toThrow(
    "timeout",
  );
});

test("a cut body breaks off, and so does a cut stream", async () => {
  sandbox.control.fault({ kind: "cut" });
  const response = await get();
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow("terminated");
  await expect(collectFrames(readFrames(sandbox, id))).rejects.toThrow("terminated");
});

test("429 carries Retry-After as told, or not at all", async () => {
  const { control } = sandbox;
  control.fault({ kind: "status", status: 429, times: 1 });
  control.fault({ kind: "status", status: 429, retryAfter: 7, times: 1 });
  control.fault({ kind: "status", status: 429, retryAfter: null, times: 1 });
  const answers = [await get(), await get(), await get()];
  expect(answers.map((answer) => answer.headers.get("retry-after"))).toEqual(["60", "7", null]);
});

test("a gateway answers HTML", async () => {
  sandbox.control.fault({ kind: "html", times: 1 });
  const gateway = await get();
  expect([gateway.status, gateway.headers.get("content-type")]).toEqual([502, "text/html"]);
  sandbox.control.fault({ kind: "html", status: 200 });
  expect(await (await get()).text()).toContain("<html>");
});

test("garbage is not JSON", async () => {
  sandbox.control.fault({ kind: "garbage" });
  const text = await (await get()).text();
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
});

test("a stalled stream opens and stays silent", async () => {
  sandbox.control.fault({ kind: "stall", route: "stream" });
  const frames = readFrames(sandbox, id, AbortSignal.timeout(100));
  await expect(frames.next()).rejects.toThrow("timeout");
});

test("a slow answer comes after its delay", async () => {
  sandbox.control.fault({ kind: "slow", delayMs: 60 });
  const before = performance.now();
  expect((await get()).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(55);
});

test("a huge payload has exactly the size told", async () => {
  const read = async (path: string) => {
    const text = await (await callSandbox(sandbox, path)).text();
    return /"payload":(\{.*?\}),"events"/.exec(text)?.[1]?.length;
  };
  sandbox.control.fault({ kind: "huge", jobId: id });
  expect(await read(`/jobs/${id}`)).toBe(50_000_000);
  const made = sandbox.control.createJob({ payloadBytes: 1_234_567 });
  expect(await read(`/jobs/${made}`)).toBe(1_234_567);
});
