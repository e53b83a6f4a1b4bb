import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { JobRef } from "#lib/domain/job.ts";
import { parseLiveFrame } from "#lib/domain/live-frame.ts";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { getJob } from "../jobs/get-job.ts";
import { createHub, type Hub } from "../live/hub.ts";
import { createSources } from "../sources/registry.ts";
import { buildEvent, buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { serveLive, type LiveOptions } from "./serve-live.ts";

const ref = { source: "bedrock", id: "job_01LARGE" } as const;
/** More than the two ends of a socket on the loopback take before anybody reads. */
const eventCount = 800;
const message = "x".repeat(15_000);
const patient = { timeout: 15_000 };

let sandbox: Sandbox;
let store: Store;
let hub: Hub;
let server: Server | undefined;

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false, requestsPerMinute: 0 });
  store = await openStore("file::memory:");
  const { url, apiKey } = sandbox;
  const bedrock = { url, apiKey, apiVersion: "2026-01-01" };
  const unstructured = { url: sandbox.unstructured.url, apiKey };
  const sources = createSources({ bedrock, unstructured, stallMs: 45_000 });
  hub = createHub({
    store,
    sources,
    clockMs: 50,
    onError: (error) => {
      throw error;
    },
    getJob: (wanted) => getJob({ sources, store }, wanted, { priority: "watch" }),
  });
});

afterEach(async () => {
  hub.close();
  server?.closeAllConnections();
  server?.close();
  await sandbox.close();
  await store.close();
});

/** A running job of 12 MB that somebody watches already: whoever comes is told all of it at once. */
async function watchLargeJob(): Promise<void> {
  sandbox.control.createJob({ id: ref.id, status: "RUNNING" });
  const events = Array.from({ length: eventCount }, (_, index) => ({
    ...buildEvent("running", index + 1),
    message,
  }));
  await store.ingest(buildFact({ ...ref, observedAt: Date.now(), events }));
  const told: string[] = [];
  const send = ({ event }: { event: string }) => void told.push(event);
  hub.open({ refs: [ref], list: false, lastEventId: null, send, done: () => undefined });
  await expect.poll(() => told, patient).toContain("link");
}

async function openViewer(
  options: LiveOptions,
  { source, id }: JobRef = ref,
): Promise<IncomingMessage> {
  server = createServer((incoming, response) => serveLive(hub, incoming, response, options));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const asked = request({ port, path: `/api/live?job=${source}:${id}` }).end();
  return await new Promise((resolve, reject) => {
    asked.once("response", resolve).once("error", reject);
  });
}

const countViewers = () => hub.stats().viewers;

test("a viewer who reads gets a beginning of any size, however slowly", async () => {
  await watchLargeJob();
  const response = await openViewer({ stuckMs: 500 });
  response.setEncoding("latin1");
  let text = "";
  for await (const chunk of response) {
    text += chunk;
    if (text.includes("event: link", text.length - 2 * chunk.length)) break;
    await sleep(5);
  }
  expect(text.length).toBeGreaterThan(eventCount * message.length);
});

test("a viewer who takes nothing is cut after a while, though clocks go on being sent", async () => {
  await watchLargeJob();
  const response = await openViewer({ stuckMs: 500 });
  response.once("error", () => undefined);
  expect(countViewers()).toBe(2);
  await expect.poll(countViewers, patient).toBe(1);
});

test("a viewer who falls too far behind is cut, whatever it began with", async () => {
  await watchLargeJob();
  const response = await openViewer({ maxBehindBytes: 1_000_000 });
  response.once("error", () => undefined);
  await sleep(300);
  expect(countViewers()).toBe(2);
  for (const status of ["queued", "running", "queued"] as const)
    await store.ingest(
      buildFact({ ...ref, observedAt: Date.now() + 1_000, fields: { status, rawStatus: status } }),
    );
  await expect.poll(countViewers, patient).toBe(1);
});

test.each(["bedrock", "unstructured"] as const)(
  "a viewer of a job of %s sees each state once, to its end",
  async (source) => {
    const { control } = source === "bedrock" ? sandbox : sandbox.unstructured;
    const running = source === "bedrock" ? "RUNNING" : "IN_PROGRESS";
    const id = control.createJob({ status: running });
    const response = await openViewer({}, { source, id });
    const whole = text(response);
    await expect.poll(() => hub.stats().watches).toBe(1);
    await sleep(500);
    control.advance(id, { status: "COMPLETED" });
    const frames = readFrames(await whole);
    const jobs = frames.flatMap((frame) => (frame.event === "job" ? frame.data : []));
    const states = jobs.map((job) => JSON.stringify({ ...job, observedAt: 0 }));
    expect(jobs.at(-1)?.status).toBe("succeeded");
    expect(states).toEqual([...new Set(states)]);
    const links = frames.flatMap((frame) => (frame.event === "link" ? frame.data.state : []));
    expect(links).toEqual([source === "bedrock" ? "live" : "polling", "ended"]);
  },
);

function readFrames(stream: string) {
  return Array.from(stream.matchAll(/^event: (.*)\ndata: (.*)$/gm), ([, event = "", data = ""]) =>
    parseLiveFrame(event, data),
  );
}
