import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { Job } from "#lib/domain/job.ts";
import { parseLiveQuery } from "../http/live-query.ts";
import { getJob } from "../jobs/get-job.ts";
import { createSources, type SourceSettings } from "../sources/registry.ts";
import { openStore } from "../store/open-store.ts";
import { createHub } from "./hub.ts";

const apiKey = "sk_test_4b7d20e1";
const patient = { timeout: 10_000 };
const createdAt = new Date(Date.now() - 60_000).toISOString();

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

function answer(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

const toBedrock = (status: string) => ({
  data: { id: "job_1", type: "parse", status, created_at: createdAt },
});

/** Watches a job as `GET /api/live` would; what was told so far is in `frames`. */
async function watch(settings: SourceSettings, key: string) {
  const store = await openStore("file::memory:");
  const sources = createSources(settings);
  const hub = createHub({
    store,
    sources,
    lingerMs: 20,
    onError: (error) => {
      throw error;
    },
    getJob: (ref) => getJob({ store, sources }, ref, { priority: "watch" }),
  });
  const frames: { event: string; data: Partial<Job> & { state?: string } }[] = [];
  let hasEnded = false;
  hub.open({
    ...parseLiveQuery(new URLSearchParams({ job: key })),
    lastEventId: null,
    send({ event, bytes }) {
      const [, data = "{}"] = /^data: (.*)$/m.exec(new TextDecoder().decode(bytes)) ?? [];
      frames.push({ event, data: JSON.parse(data) });
    },
    done: () => {
      hasEnded = true;
    },
  });
  onTestFinished(async () => {
    hub.close();
    await store.close();
  });
  const statuses = () => frames.flatMap(({ data }) => data.status ?? []);
  const states = () => frames.flatMap(({ data }) => data.state ?? []);
  return { frames, statuses, states, hasEnded: () => hasEnded };
}

test.for([403, 404, 503])("a job whose stream is refused by %i is still read", async (refusal) => {
  let status = "RUNNING";
  const url = await listen((request, response) => {
    if (request.url?.endsWith("/stream")) return answer(response, {}, refusal);
    answer(response, toBedrock(status));
  });
  const bedrock = { url, apiKey, apiVersion: "2026-01-01" };
  const { statuses, hasEnded } = await watch({ bedrock, stallMs: 45_000 }, "bedrock:job_1");
  await expect.poll(statuses, patient).toEqual(["running"]);
  status = "COMPLETED";
  await expect.poll(hasEnded, patient).toBe(true);
  expect(statuses().at(-1)).toBe("succeeded");
});

test("a stream that sends its headers with its first heartbeat is live", async () => {
  const url = await listen((request, response) => {
    if (!request.url?.endsWith("/stream")) return answer(response, toBedrock("RUNNING"));
    response.writeHead(200, { "content-type": "text/event-stream" });
    setTimeout(() => response.write(": heartbeat\n\n"), 900);
  });
  const bedrock = { url, apiKey, apiVersion: "2026-01-01", headersTimeoutMs: 300 };
  const { states } = await watch({ bedrock, stallMs: 5_000 }, "bedrock:job_1");
  await expect.poll(states, patient).toEqual(["live"]);
});

test("what was read before a stream told more does not set the job back", async () => {
  const url = await listen((request, response) => {
    if (request.url?.endsWith("/stream")) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": open\n\n");
      const told = { status: "RUNNING", job_id: "job_1", message: "Reading", progress: 0.2 };
      setTimeout(() => response.write(`event: status\ndata: ${JSON.stringify(told)}\n\n`), 150);
      return;
    }
    // What was true when it was asked for, on a slow way.
    setTimeout(() => answer(response, toBedrock("PENDING")), 400);
  });
  const bedrock = { url, apiKey, apiVersion: "2026-01-01" };
  const { statuses, states } = await watch({ bedrock, stallMs: 45_000 }, "bedrock:job_1");
  await expect.poll(states, patient).toEqual(["live"]);
  await sleep(200);
  expect(statuses()).toEqual(["queued", "running"]);
});

test("a UUID in capitals is watched to its end", async () => {
  const id = "6b1d9a02-0000-4000-8000-00000000000a";
  let status = "IN_PROGRESS";
  const url = await listen(({ url: path }, response) => {
    if (path?.endsWith("/details"))
      return answer(response, { processing_status: status, node_stats: [] });
    if (path?.endsWith(id)) return answer(response, { id, status, created_at: createdAt });
    answer(response, {}, 404);
  });
  const key = `unstructured:${id.toUpperCase()}`;
  const { statuses, hasEnded } = await watch({ unstructured: { url, apiKey }, stallMs: 300 }, key);
  await expect.poll(statuses, patient).toEqual(["running"]);
  status = "COMPLETED";
  await expect.poll(hasEnded, patient).toBe(true);
  expect(statuses().at(-1)).toBe("succeeded");
});

test("a job that says it has ended before its record does is followed until the record says when", async () => {
  const id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
  const events = [{ seq: 1, event_type: "queued", created_at: createdAt }];
  const url = await listen(({ url: path = "" }, response) => {
    if (!path.includes("/events"))
      return answer(response, { public_id: id, status: "SUCCESS", created_at: createdAt });
    const since = Number(new URL(path, "http://figur").searchParams.get("since"));
    answer(response, { events: events.filter(({ seq }) => seq > since) });
  });
  const settings = { figur: { url, apiKey }, stallMs: 300 };
  const { frames, states, hasEnded } = await watch(settings, `figur:${id}`);
  await expect.poll(states, patient).toContain("polling");
  const endedAt = new Date().toISOString();
  events.push({ seq: 2, event_type: "succeeded", created_at: endedAt });
  await expect.poll(hasEnded, patient).toBe(true);
  const told = frames.findLast(({ event }) => event === "job");
  expect(told?.data.finishedAt).toBe(Date.parse(endedAt));
});
