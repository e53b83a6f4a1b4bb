import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
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

/** Gantry: greets, and says nothing more. */
async function answer(path: string): Promise<Response> {
  asked.push(path);
  const greeting = `id: e.1\nevent: clock\ndata: {"now":${Date.now()}}\n\n`;
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
  expect(frames.at(-1)).toEqual({ event: "jobs", data: { changed: [], missed: true } });
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
