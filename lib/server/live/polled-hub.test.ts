import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { cancelJob } from "../jobs/cancel-job.ts";
import { getJob } from "../jobs/get-job.ts";
import { createSources } from "../sources/registry.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { createHub, type Hub } from "./hub.ts";

let sandbox: Sandbox;
let store: Store;
let hub: Hub;
let context: { sources: ReturnType<typeof createSources>; store: Store };

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false });
  store = await openStore("file::memory:");
  const { apiKey, unstructured } = sandbox;
  const sources = createSources({ unstructured: { url: unstructured.url, apiKey }, stallMs: 300 });
  context = { sources, store };
  hub = createHub({
    store,
    sources,
    lingerMs: 20,
    onError: (error) => {
      throw error;
    },
    getJob: (ref) => getJob(context, ref, { priority: "watch" }),
  });
});

afterEach(async () => {
  hub.close();
  await sandbox.close();
  await store.close();
});

function startViewer(id: string) {
  let text = "";
  const leave = hub.open({
    refs: [{ source: "unstructured", id }],
    list: false,
    lastEventId: null,
    send: ({ bytes }) => {
      text += new TextDecoder().decode(bytes);
    },
    done: () => undefined,
  });
  const sees = (wanted: RegExp) =>
    expect.poll(() => wanted.test(text), { timeout: 5_000 }).toBe(true);
  return { leave, sees };
}

const control = () => sandbox.unstructured.control;

test("200 viewers of one polled job cost what one does", async () => {
  const id = control().createJob({ status: "IN_PROGRESS" });
  const viewers = Array.from({ length: 200 }, () => startViewer(id));
  await Promise.all(viewers.map(({ sees }) => sees(/"state":"polling".*"detail":"every 1 s"/)));
  await sleep(2_200);
  expect(control().requests(id).details).toBeLessThanOrEqual(8);
  control().advance(id, { status: "COMPLETED", runtime: "PT1S" });
  await Promise.all(viewers.map(({ sees }) => sees(/"state":"ended"/)));
});

test("a job that has ended is polled no more, nor is one that nobody watches", async () => {
  const ends = control().createJob({ status: "IN_PROGRESS" });
  const left = control().createJob({ status: "IN_PROGRESS" });
  const [first, second] = [startViewer(ends), startViewer(left)];
  await first.sees(/"state":"polling"/);
  await second.sees(/"state":"polling"/);
  control().advance(ends, { status: "FAILED" });
  await first.sees(/"state":"ended"/);
  second.leave();
  await sleep(100);
  const before = control().requests().total;
  await sleep(1_500);
  expect(control().requests().total).toBe(before);
});

test("a cancel wakes the poller: what comes of it is seen before the next poll was due", async () => {
  const id = control().createJob({ status: "SCHEDULED" });
  const viewer = startViewer(id);
  await viewer.sees(/"state":"polling"/);
  const ada = { name: "ada", role: "operator", address: null } as const;
  await cancelJob(context, ada, { source: "unstructured", id });
  await viewer.sees(/Cancel asked by ada/);
  await viewer.sees(/"state":"ended"/);
});
