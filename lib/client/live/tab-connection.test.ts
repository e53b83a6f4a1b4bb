import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import { createTabHub } from "./tab-hub.ts";

const job = "bedrock:job_1";

/** A browser's shared worker: what runs in it is up to the test. */
class StandInWorker extends EventTarget {
  readonly port: MessagePort;
  readonly inside: MessagePort;

  constructor() {
    super();
    ({ port1: this.port, port2: this.inside } = new MessageChannel());
    workers.push(this);
  }
}

let workers: StandInWorker[];
let asked: string[];
let frames: LiveFrame[];

const present: LiveFrame[] = [
  {
    event: "job",
    data: { ...buildSummary(), events: [], artifacts: [], payloadBytes: null, resultsBytes: null },
  },
  {
    event: "link",
    data: { source: "bedrock", id: "job_1", state: "live", since: 1, detail: null, retryAt: null },
  },
];

/** Gantry: greets, tells how the job stands, and says nothing more. */
async function answer(path: string): Promise<Response> {
  asked.push(path);
  const greeting = [{ event: "clock", data: { now: Date.now() } }, ...present]
    .map(({ event, data }) => `id: e.1\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    .join("");
  return new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(greeting)),
    }),
  );
}

beforeEach(() => {
  [workers, asked, frames] = [[], [], []];
  vi.resetModules();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  vi.stubGlobal("window", { SharedWorker: StandInWorker });
  vi.stubGlobal("SharedWorker", StandInWorker);
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("document", new EventTarget());
  vi.stubGlobal("fetch", answer);
});

afterEach(() => {
  for (const { port } of workers) port.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function openTab() {
  const tab = await import("./tab-connection.ts");
  tab.watchLive([job], true, (frame) => frames.push(frame));
  return tab;
}

/** Lets time pass, and what is on its way between tab and worker arrive. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

test("where the worker cannot be loaded, the tab connects by itself", async () => {
  const { getConnection } = await openTab();
  await pass(0);
  workers[0]?.dispatchEvent(new Event("error"));
  await vi.waitFor(async () => {
    await pass(1);
    expect(getConnection().phase).toBe("live");
  });
  expect(asked).toEqual(["/api/live?job=bedrock%3Ajob_1&list=1"]);
});

test.each(["shared", "alone"])(
  "a page that follows another of the same job is told how it stands, with a worker that is %s",
  async (how) => {
    if (how === "alone") vi.stubGlobal("window", {});
    const { getConnection, watchLive } = await import("./tab-connection.ts");
    const leave = watchLive([job], false, () => undefined);
    await pass(0);
    if (workers[0]) createTabHub({ fetch: answer })(workers[0].inside);
    await vi.waitFor(async () => {
      await pass(1);
      expect(getConnection().phase).toBe("live");
    });
    leave();
    watchLive([job], false, (frame) => frames.push(frame));
    await pass(0);
    expect(frames).toEqual(present);
    expect(asked).toHaveLength(1);
  },
);

test("code that cannot be loaded is said, and asked for again after a while and when the network is back", async () => {
  ignoreRejections();
  vi.stubGlobal("window", {});
  let isGone = true;
  let loads = 0;
  vi.doMock("./tab-hub.ts", () => {
    loads += 1;
    if (isGone) throw new Error("Failed to load chunk");
    return { createTabHub };
  });
  onTestFinished(() => vi.doUnmock("./tab-hub.ts"));
  const { getConnection } = await openTab();
  const loaded = (times: number) =>
    vi.waitFor(async () => {
      await pass(0);
      expect(loads).toBe(times);
      expect(getConnection().phase).toBe("reconnecting");
    });
  await loaded(1);
  expect(getConnection().retryAt).toBe(getConnection().since + 5_000);
  await pass(5_000);
  await loaded(2);
  isGone = false;
  await pass(5_000);
  await vi.waitFor(async () => {
    await pass(0);
    expect(getConnection().phase).toBe("live");
  });
  expect(frames).toContainEqual(present[0]);
  expect(asked).toEqual(["/api/live?job=bedrock%3Ajob_1&list=1"]);
});

/** A page hears of them: it offers to be loaded again. */
function ignoreRejections(): void {
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", () => undefined);
  onTestFinished(() => {
    process.removeAllListeners("unhandledRejection");
    for (const listener of listeners) process.on("unhandledRejection", listener);
  });
}

test("a worker that dies is noticed, said, and replaced; what lists missed is asked for", async () => {
  const { getConnection } = await openTab();
  await pass(0);
  const [first] = workers;
  if (first) createTabHub({ fetch: answer })(first.inside);
  await pass(0);
  expect(getConnection().phase).toBe("live");
  first?.inside.close();
  await pass(44_000);
  expect(workers).toHaveLength(1);
  await pass(2_000);
  expect(getConnection().phase).toBe("reconnecting");
  const [, second] = workers;
  if (second) createTabHub({ fetch: answer })(second.inside);
  await pass(0);
  expect(getConnection().phase).toBe("live");
  expect(frames).toContainEqual({ event: "jobs", data: { changed: [], missed: true } });
});

test("a worker that has nothing to watch may be silent for as long as it likes", async () => {
  const { getConnection, retryLive, watchLive } = await import("./tab-connection.ts");
  watchLive([job], false, () => undefined)();
  await pass(0);
  if (workers[0]) createTabHub({ fetch: answer })(workers[0].inside);
  await pass(0);
  retryLive();
  await pass(300_000);
  expect(getConnection().phase).toBe("idle");
  expect(workers).toHaveLength(1);
});

test("a worker that waits for its next try is not taken for dead before it", async () => {
  const { getConnection } = await openTab();
  await pass(0);
  const refuse = async () => new Response(null, { status: 429, headers: { "retry-after": "120" } });
  if (workers[0]) createTabHub({ fetch: refuse })(workers[0].inside);
  await pass(119_000);
  expect(getConnection().phase).toBe("reconnecting");
  expect(workers).toHaveLength(1);
});
