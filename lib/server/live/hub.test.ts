import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseLiveFrame, type LiveFrame } from "#lib/domain/live-frame.ts";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { getJob } from "../jobs/get-job.ts";
import { createSources } from "../sources/registry.ts";
import { buildFact } from "../store/build-fact.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { createHub, type Hub } from "./hub.ts";

let sandbox: Sandbox;
let store: Store;
let hub: Hub;

beforeEach(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false, requestsPerMinute: 0, heartbeatMs: 50 });
  store = await openStore("file::memory:");
  const { url, apiKey } = sandbox;
  const sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    stallMs: 300,
  });
  hub = createHub({
    store,
    sources,
    lingerMs: 20,
    onError: (error) => {
      throw error;
    },
    getJob: (ref) => getJob({ sources, store }, ref, { priority: "watch" }),
  });
});

afterEach(async () => {
  hub.close();
  await sandbox.close();
  await store.close();
});

function startViewer(ids: string | string[], lastEventId: string | null = null) {
  const texts: string[] = [];
  const viewer = { isDone: false, leave: () => undefined as void };
  viewer.leave = hub.open({
    refs: [ids].flat().map((id) => ({ source: "bedrock", id })),
    list: false,
    lastEventId,
    send: ({ bytes }) => texts.push(new TextDecoder().decode(bytes)),
    done: () => {
      viewer.isDone = true;
    },
  });
  const frames = () => texts.map(parseFrame);
  return {
    frames,
    events: () =>
      frames().flatMap(({ frame }) => (frame.event === "event" ? frame.data.event : [])),
    lastId: () => frames().at(-1)?.id ?? null,
    leave: () => viewer.leave(),
    isDone: () => viewer.isDone,
    sees: (wanted: (frame: LiveFrame) => boolean) =>
      expect.poll(() => frames().some(({ frame }) => wanted(frame)), { timeout: 5_000 }).toBe(true),
  };
}

function parseFrame(text: string): { id: string; frame: LiveFrame } {
  const [, id = "", event = "", data = ""] =
    /^id: (.*)\nevent: (.*)\ndata: (.*)\n\n$/s.exec(text) ?? [];
  return { id, frame: parseLiveFrame(event, data) };
}

const isLink = (state: string) => (frame: LiveFrame) =>
  frame.event === "link" && frame.data.state === state;
const hasStatus = (status: string) => (frame: LiveFrame) =>
  frame.event === "job" && frame.data.status === status;

test("200 viewers of one running job hold exactly one upstream stream", async () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  const viewers = Array.from({ length: 200 }, () => startViewer(id));
  await Promise.all(viewers.map((viewer) => viewer.sees(isLink("live"))));
  expect(sandbox.control.openStreams()).toBe(1);
  expect(sandbox.control.requests(id).stream).toBe(1);
});

test("the upstream stream ends soon after the last viewer has left, and not before", async () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  const [first, second] = [startViewer(id), startViewer(id)];
  await second.sees(isLink("live"));
  first.leave();
  await sleep(60);
  expect(sandbox.control.openStreams()).toBe(1);
  second.leave();
  second.leave();
  await expect.poll(() => sandbox.control.openStreams()).toBe(0);
  expect(hub.stats()).toEqual({ watches: 0, viewers: 0, listViewers: 0 });
});

test("a hub that is closed seats nobody: a browser that comes back while Gantry stops starts nothing", () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  hub.close();
  expect(startViewer(id).isDone()).toBe(true);
  expect(hub.stats()).toEqual({ watches: 0, viewers: 0, listViewers: 0 });
});

test("a job that runs to its end is told step by step, then the stream ends", async () => {
  const id = sandbox.control.createJob({ status: "PENDING" });
  const viewer = startViewer(id);
  await viewer.sees(isLink("live"));
  sandbox.control.advance(id, { status: "RUNNING" });
  sandbox.control.advance(id, { progress: 0.5, message: "Matching blocks" });
  await viewer.sees(hasStatus("running"));
  sandbox.control.advance(id, { status: "COMPLETED", results: { ok: true } });
  await viewer.sees(isLink("ended"));
  const last = viewer.frames().findLast(({ frame }) => frame.event === "job")?.frame;
  expect(last).toMatchObject({ data: { status: "succeeded", resultsBytes: expect.any(Number) } });
  expect(viewer.isDone()).toBe(true);
  expect(sandbox.control.openStreams()).toBe(0);
});

test("a viewer that comes back gets exactly the frames it missed", async () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  const stays = startViewer(id);
  const leaves = startViewer(id);
  await leaves.sees(isLink("live"));
  const lastId = leaves.lastId();
  leaves.leave();
  sandbox.control.advance(id, { progress: 0.4, message: "one" });
  sandbox.control.advance(id, { progress: 0.6, message: "two" });
  await expect.poll(() => stays.events().at(-1)?.message).toBe("two");
  const back = startViewer(id, lastId);
  expect(back.events().map(({ message }) => message)).toEqual(["one", "two"]);
  expect(back.frames().some(({ frame }) => frame.event === "job")).toBe(false);
});

test("a viewer whose gap is unknown gets the job afresh", async () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  await startViewer(id).sees(isLink("live"));
  const back = startViewer(id, "otherproc.7");
  expect(back.frames().map(({ frame }) => frame.event)).toEqual(["clock", "job", "link"]);
});

test("a viewer that is cut anywhere in its beginning is told the rest when it comes back", async () => {
  const ids = Array.from({ length: 5 }, () => sandbox.control.createJob({ status: "RUNNING" }));
  const stays = startViewer(ids);
  await expect
    .poll(() => stays.frames().filter(({ frame }) => isLink("live")(frame)), { timeout: 5_000 })
    .toHaveLength(5);
  const whole = startViewer(ids).frames();
  expect(whole).toHaveLength(11);
  for (const [index, { id }] of whole.entries()) {
    const told = [...whole.slice(0, index + 1), ...startViewer(ids, id).frames()];
    const about = (event: string) =>
      told.flatMap(({ frame }) =>
        frame.event === event && "id" in frame.data ? frame.data.id : [],
      );
    expect(new Set(about("job"))).toEqual(new Set(ids));
    expect(new Set(about("link"))).toEqual(new Set(ids));
  }
  expect(startViewer(ids, whole.at(-1)?.id).frames()).toHaveLength(1);
});

test("a viewer that is cut while it is told what it missed is told the rest when it comes back", async () => {
  const ids = Array.from({ length: 3 }, () => sandbox.control.createJob({ status: "RUNNING" }));
  const stays = startViewer(ids);
  await expect
    .poll(() => stays.frames().filter(({ frame }) => isLink("live")(frame)), { timeout: 5_000 })
    .toHaveLength(3);
  const lastId = startViewer(ids).lastId();
  for (const message of ["one", "two"]) {
    for (const id of ids) sandbox.control.advance(id, { progress: 0.4, message });
    await expect
      .poll(() => stays.events().filter((event) => event.message === message))
      .toHaveLength(3);
  }
  const whole = startViewer(ids, lastId).frames();
  const toTexts = (frames: typeof whole) =>
    frames.flatMap(({ frame }) => (frame.event === "clock" ? [] : JSON.stringify(frame)));
  for (const [index, { id }] of whole.entries()) {
    const told = [...whole.slice(0, index + 1), ...startViewer(ids, id).frames()];
    expect(toTexts(told)).toEqual(toTexts(whole));
  }
});

test("a list is told when jobs changed of which no change is told, also when it was away", async () => {
  const here = startListViewer(null);
  await store.tellMissed();
  expect(here.lists()).toEqual([{ changed: [], missed: true }]);
  const [clock] = here.ids();
  expect(startListViewer(clock ?? null).lists()).toEqual([{ changed: [], missed: true }]);
});

test("a list that is cut in its beginning is told the rest when it comes back", async () => {
  const id = sandbox.control.createJob({ type: "parse", status: "RUNNING" });
  await startViewer(id).sees(isLink("live"));
  await expect.poll(() => startListViewer(null).lists().length).toBeGreaterThan(0);
  const [clock] = startListViewer(null).ids();
  expect(startListViewer(clock ?? null).lists().length).toBeGreaterThan(0);
});

test.each(["cut", "end", "garbage", "stall"] as const)(
  "after a stream that meets “%s”, the timeline holds every event once",
  async (how) => {
    const id = sandbox.control.createJob({ status: "PENDING" });
    const viewer = startViewer(id);
    await viewer.sees(isLink("live"));
    sandbox.control.disturbStreams(how, id);
    sandbox.control.advance(id, { status: "RUNNING" });
    sandbox.control.advance(id, { status: "COMPLETED", results: {} });
    await viewer.sees(isLink("ended"));
    const last = viewer.frames().findLast(({ frame }) => frame.event === "job")?.frame;
    if (last?.event !== "job") throw new Error("no job frame");
    const upstream = last.data.events.filter(({ origin }) => origin === "upstream");
    expect(upstream.map(({ status }) => status)).toEqual(["queued", "running", "succeeded"]);
    expect(last.data.events.filter(({ kind }) => kind === "status")).toHaveLength(3);
  },
);

test("a finished job costs one read the first time and nothing after", async () => {
  const id = sandbox.control.createJob({ status: "COMPLETED" });
  const first = startViewer(id);
  await first.sees(isLink("ended"));
  const second = startViewer(id);
  await second.sees(isLink("ended"));
  expect(second.isDone()).toBe(true);
  expect(sandbox.control.requests(id)).toMatchObject({ get: 1, stream: 0 });
});

test("an unknown job is a problem, and the viewer is released", async () => {
  const viewer = startViewer("job_01NOSUCHJOB");
  await viewer.sees((frame) => frame.event === "problem" && frame.data.code === "not_found");
  expect(viewer.isDone()).toBe(true);
});

test("an upstream that is down is retried, in words, until it answers", async () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  sandbox.control.fault({ kind: "refuse" });
  const viewer = startViewer(id);
  await viewer.sees(
    (frame) =>
      frame.event === "link" && frame.data.state === "reconnecting" && frame.data.retryAt !== null,
  );
  sandbox.control.clearFaults();
  await viewer.sees(isLink("live"));
  await viewer.sees(hasStatus("running"));
});

test("a job that is known to have ended, but was not read since, is read before it counts as ended", async () => {
  const id = sandbox.control.createJob({ type: "parse", status: "RUNNING" });
  await store.ingest({
    source: "bedrock",
    id,
    origin: "stream",
    observedAt: Date.now(),
    fields: { type: "parse", status: "failed", rawStatus: "FAILED" },
    events: [],
  });
  sandbox.control.advance(id, { status: "FAILED", error: { code: "no_scale", message: "None" } });
  sandbox.control.fault({ route: "get", kind: "refuse", times: 4 });
  const viewer = startViewer(id);
  await viewer.sees(hasStatus("failed"));
  await viewer.sees(isLink("reconnecting"));
  await viewer.sees((frame) => frame.event === "job" && frame.data.error?.code === "no_scale");
  await viewer.sees(isLink("ended"));
});

function startListViewer(lastEventId: string | null) {
  const frames: { id: string; frame: LiveFrame }[] = [];
  const leave = hub.open({
    refs: [],
    list: true,
    lastEventId,
    send: ({ bytes }) => frames.push(parseFrame(new TextDecoder().decode(bytes))),
    done: () => undefined,
  });
  const lists = () => frames.flatMap(({ frame }) => (frame.event === "jobs" ? frame.data : []));
  const ids = () => frames.map(({ id }) => id);
  return { leave, lists, ids, lastId: () => frames.at(-1)?.id ?? null };
}

test("a list that comes back gets the changes it missed while another list was open", async () => {
  const id = sandbox.control.createJob({ type: "parse", status: "RUNNING" });
  const other = startListViewer(null);
  const first = startListViewer(null);
  const job = startViewer(id);
  await expect.poll(() => first.lists().length).toBeGreaterThan(0);
  const lastId = first.lastId();
  first.leave();
  sandbox.control.advance(id, { status: "COMPLETED" });
  await job.sees(hasStatus("succeeded"));
  await expect
    .poll(
      () =>
        other
          .lists()
          .flatMap(({ changed }) => changed)
          .at(-1)?.status,
    )
    .toBe("succeeded");
  const again = startListViewer(lastId);
  expect(
    again
      .lists()
      .flatMap(({ changed }) => changed)
      .at(-1)?.status,
  ).toBe("succeeded");
  expect(again.lists().some(({ missed }) => missed)).toBe(false);
});

test("a list that comes back to another process is told to ask again", () => {
  expect(startListViewer("other.7").lists()).toEqual([{ changed: [], missed: true }]);
});

test("a list that begins is told what changed while its page was drawn", async () => {
  const id = sandbox.control.createJob({ type: "parse", status: "RUNNING" });
  const job = startViewer(id);
  await job.sees(isLink("live"));
  await expect
    .poll(() =>
      startListViewer(null)
        .lists()
        .flatMap(({ changed }) => changed.map((each) => each.id)),
    )
    .toContain(id);
});

test("a list that begins is told of many changes, too, which nobody was there to hear", async () => {
  const ids = Array.from({ length: 600 }, (_, index) => `job_${index}`);
  await store.ingestAll(ids.map((id) => buildFact({ id })));
  await sleep(300);
  const heard = startListViewer(null).lists();
  expect(heard.flatMap(({ changed }) => changed)).toHaveLength(600);
});
