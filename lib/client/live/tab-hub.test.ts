import { afterEach, beforeEach, expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import type { Job } from "#lib/domain/job.ts";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import { ProblemError, toProblemDocument } from "#lib/domain/problem.ts";
import { createTabHub } from "./tab-hub.ts";
import type { ToTab } from "./worker-messages.ts";

const [running, other] = ["bedrock:job_1", "bedrock:job_2"];

let ports: MessagePort[];
let asked: string[];
/** What Gantry tells of the other job. */
let told: LiveFrame[];
let welcome: (port: MessagePort) => void;

const buildJob = (fields: Partial<Job> = {}): Job => ({
  ...buildSummary(),
  ...{ events: [], artifacts: [], payloadBytes: null, resultsBytes: null },
  ...fields,
});
const open = buildJob({ id: "job_2", status: "running" });
const problem: LiveFrame = {
  event: "problem",
  data: {
    ...toProblemDocument(new ProblemError("not_found", "Not here."), "live"),
    ...{ source: "bedrock", id: "job_2" },
  },
};
const ended: LiveFrame[] = [
  { event: "job", data: { ...open, status: "succeeded" } },
  {
    event: "link",
    data: { source: "bedrock", id: "job_2", state: "ended", since: 1, detail: null, retryAt: null },
  },
];

async function answer(): Promise<Response> {
  const frames: LiveFrame[] = [
    { event: "clock", data: { now: Date.now() } },
    { event: "job", data: buildJob() },
    ...told,
  ];
  const text = frames
    .map(({ event, data }) => `id: e.1\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    .join("");
  const bytes = new TextEncoder().encode(text);
  return new Response(new ReadableStream({ start: (stream) => stream.enqueue(bytes) }));
}

beforeEach(() => {
  [ports, told] = [[], []];
  // A hub whose tabs leave may still ask while the next test runs.
  const heard: string[] = (asked = []);
  welcome = createTabHub({
    fetch(path) {
      heard.push(path);
      return answer();
    },
  });
});

afterEach(() => {
  for (const port of ports) {
    port.postMessage({ kind: "watch", wanted: [], begun: [] });
    port.close();
  }
});

function openTab(...jobs: string[]): LiveFrame[] {
  const { port1, port2 } = new MessageChannel();
  const frames: LiveFrame[] = [];
  ports.push(port1);
  welcome(port2);
  port1.onmessage = ({ data }: MessageEvent<ToTab>) => {
    if (data.kind === "frame") frames.push(data.frame);
  };
  port1.postMessage({ kind: "watch", wanted: jobs, begun: jobs });
  return frames;
}

test.each([
  ["could not be watched", [problem]],
  ["had ended", ended],
])("a job that %s is asked for again by a page that begins to watch it", async (_, before) => {
  told = before;
  const wall = openTab(running, other);
  await expect.poll(() => wall).toContainEqual(before.at(-1));
  told = [{ event: "job", data: open }];
  const page = openTab(other);
  await expect.poll(() => page).toContainEqual(told[0]);
  expect(page).not.toContainEqual(before.at(-1));
  expect(wall).toContainEqual(told[0]);
  expect(asked).toHaveLength(2);
});

test("a job that is watched well is told from memory", async () => {
  told = [{ event: "job", data: open }];
  const wall = openTab(running, other);
  await expect.poll(() => wall).toContainEqual(told[0]);
  const page = openTab(other);
  await expect.poll(() => page).toEqual(told);
  expect(asked).toHaveLength(1);
});
