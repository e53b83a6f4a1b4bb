import { afterEach, beforeEach, expect, test } from "vitest";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import type { ConnectionState } from "./connection-state.ts";
import { createConnections } from "./connections.ts";

let asked: { jobs: string[]; list: boolean; signal: AbortSignal | null | undefined }[];
let refused: string | undefined;
let frames: LiveFrame[];
let states: ConnectionState[];
let connections: ReturnType<typeof createConnections>;

/** Gantry: greets, but for connections that name the refused job. */
async function answer(path: string, { signal }: RequestInit): Promise<Response> {
  const { searchParams } = new URL(path, "http://gantry.invalid");
  const jobs = searchParams.getAll("job");
  asked.push({ jobs, list: searchParams.has("list"), signal });
  if (refused !== undefined && jobs.includes(refused)) return new Response(null, { status: 503 });
  const greeting = new TextEncoder().encode(`event: clock\ndata: {"now":${Date.now()}}\n\n`);
  return new Response(new ReadableStream({ start: (stream) => stream.enqueue(greeting) }));
}

beforeEach(() => {
  [asked, frames, states, refused] = [[], [], [], undefined];
  connections = createConnections({
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
    fetch: answer,
  });
});

afterEach(() => connections.watch({ jobs: [], list: false }));

const toKeys = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `bedrock:job_${from + n}`);
const open = () => asked.filter(({ signal }) => !signal?.aborted);
const isLive = () => expect.poll(() => states.at(-1)?.phase).toBe("live");

test("each connection watches at most as many jobs as Gantry allows, and one of them the list", async () => {
  connections.watch({ jobs: toKeys(450), list: true });
  await isLive();
  expect(open().map(({ jobs }) => jobs.length)).toEqual([200, 200, 50]);
  expect(new Set(open().flatMap(({ jobs }) => jobs)).size).toBe(450);
  expect(open().map(({ list }) => list)).toEqual([true, false, false]);
});

test("a tab that opens or closes touches only the connections whose jobs change", async () => {
  connections.watch({ jobs: toKeys(300), list: false });
  await isLive();
  connections.watch({ jobs: toKeys(300, 1), list: false });
  await isLive();
  expect(asked).toHaveLength(3);
  expect(
    open()
      .flatMap(({ jobs }) => jobs)
      .toSorted(),
  ).toEqual(toKeys(300, 1).toSorted());
});

test("jobs past what a browser may hold are told so, and follow when there is room", async () => {
  connections.watch({ jobs: toKeys(601), list: false });
  await isLive();
  expect(open()).toHaveLength(3);
  expect(frames.filter(({ event }) => event === "problem")).toMatchObject([
    { data: { source: "bedrock", id: "job_600", code: "too_large" } },
  ]);
  connections.watch({ jobs: toKeys(600, 1), list: false });
  await isLive();
  expect(open().flatMap(({ jobs }) => jobs)).toContain("bedrock:job_600");
});

test("the browser is as well connected as the worst of its connections", async () => {
  refused = "bedrock:job_250";
  connections.watch({ jobs: toKeys(300), list: false });
  await expect.poll(() => states.at(-1)?.phase).toBe("reconnecting");
  connections.watch({ jobs: toKeys(200), list: false });
  await isLive();
  connections.watch({ jobs: [], list: false });
  expect(states.at(-1)?.phase).toBe("idle");
});
