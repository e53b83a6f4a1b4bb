import { afterEach, beforeEach, expect, test } from "vitest";
import { isOpen, takeIn, type LookupAnswer } from "#lib/domain/paste/lookup.ts";
import { lookUpOpen, type LookupStep } from "#lib/domain/paste/lookup-steps.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "#lib/sandbox/start-sandbox.ts";
import { createSources } from "../sources/registry.ts";
import { openStore, type Store } from "../store/open-store.ts";
import { getJob, type JobContext } from "./get-job.ts";
import { lookupJobs } from "./lookup-jobs.ts";

let sandbox: Sandbox;
let store: Store;
let context: JobContext;

beforeEach(() => start());
afterEach(() => stop());

async function start(options: SandboxOptions = {}): Promise<void> {
  sandbox = await startSandbox({ jobs: 0, live: false, requestsPerMinute: 0, ...options });
  store = await openStore("file::memory:");
  const { url, apiKey, figur } = sandbox;
  const sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    figur: { url: figur.url, apiKey },
    stallMs: 300,
  });
  context = { sources, store };
}

async function stop(): Promise<void> {
  await sandbox.close();
  await store.close();
}

async function restart(options: SandboxOptions): Promise<void> {
  await stop();
  await start(options);
}

const toIds = (count: number) => Array.from({ length: count }, (_, at) => `job_01NOBODY${at}`);
const lookUp = (ids: readonly string[]) => lookupJobs(context, ids.join(" "));
const countRequests = () => sandbox.control.requests().total;

function count({ data }: LookupAnswer): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of data) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const startedAt = performance.now();
  return { answer: await work(), ms: performance.now() - startedAt };
}

test("a source that hangs holds up neither what is known nor what another source has", async () => {
  const known = sandbox.figur.control.createJob();
  await getJob(context, { source: "figur", id: known });
  const other = sandbox.figur.control.createJob();
  sandbox.control.fault({ kind: "hang" });
  const { answer, ms } = await timed(() => lookUp([known, ...toIds(23), other]));
  expect(ms).toBeLessThan(2_500);
  expect(count(answer)).toEqual({ found: 1, unanswered: 4, unasked: 20 });
  const { answer: again } = await timed(() => lookUp([known, other, ...toIds(2)]));
  expect(count(again)).toEqual({ found: 2, unanswered: 2 });
  expect(again.data[2]?.reason).toBe("Bedrock has not answered yet.");
});

test("what comes after the patience is over is known the next time", async () => {
  const id = sandbox.control.createJob();
  sandbox.control.fault({ kind: "slow", delayMs: 400, times: 1 });
  const first = await lookupJobs(context, id, { patienceMs: 100 });
  expect(count(first)).toEqual({ unanswered: 1 });
  await expect.poll(() => store.findJob({ source: "bedrock", id })).toBeDefined();
  const asked = countRequests();
  expect(count(await lookUp([id]))).toEqual({ found: 1 });
  expect(countRequests()).toBe(asked);
});

test("a source that cannot be reached is asked for a few IDs, not for all of them", async () => {
  sandbox.control.fault({ kind: "refuse" });
  const answer = await lookupJobs(context, toIds(20).join(" "), { patienceMs: 10_000 });
  expect(count(answer)).toEqual({ unanswered: 4, unasked: 16 });
  expect(answer.data.at(-1)?.reason).toMatch(/could not reach Bedrock/);
  // Each of the four is tried three times.
  expect(countRequests()).toBeLessThanOrEqual(12);
});

test("an ID that its source does not know costs one request in a while, however often it is pasted", async () => {
  expect(count(await lookUp(toIds(3)))).toEqual({ missing: 3 });
  const again = await lookUp(toIds(3));
  expect(count(again)).toEqual({ missing: 3 });
  expect(again.data[0]?.reason).toMatch(/^Bedrock does not know this\. Asked just now\.$/);
  expect(countRequests()).toBe(3);
});

test("a text of many unknown IDs is asked for to its end by looking it up again", async () => {
  const answers = [];
  for (let step = 0; step < 3; step += 1) answers.push(count(await lookUp(toIds(50))));
  expect(answers).toEqual([
    { missing: 20, unasked: 30 },
    { missing: 40, unasked: 10 },
    { missing: 50 },
  ]);
  expect(countRequests()).toBe(50);
});

/** To the end; a reader who would have to wait stops it. */
async function askForAll(first: LookupAnswer) {
  let answer = first;
  const steps: LookupStep[] = [];
  const clockwork = {
    lookUp: (text: string) => lookupJobs(context, text),
    wait: (ms: number) => Promise.reject(new Error(`${ms} ms`)),
  };
  for await (const step of lookUpOpen(first, clockwork)) {
    steps.push(step);
    answer = takeIn(answer, step.told);
  }
  return { answer, steps };
}

test("of many unknown IDs each is found or missing in the end", async () => {
  const ids = toIds(90);
  const late = sandbox.control.createJob();
  const { answer, steps } = await askForAll(await lookUp([...ids, late]));
  expect(count(answer)).toEqual({ missing: 90, found: 1 });
  expect(answer.data.map(({ text }) => text)).toEqual([...ids, late]);
  expect(steps.map(({ asked }) => asked)).toEqual([20, 40, 60, 71]);
});

test("who asks for many leaves people a share of the limit, and is told when it starts anew", async () => {
  await restart({ requestsPerMinute: 30 });
  const first = await lookUp(toIds(40));
  expect(count(first)).toEqual({ missing: 20, unasked: 20 });
  await expect(askForAll(first)).rejects.toThrow(/^[1-9]\d* ms$/);
  expect(countRequests()).toBe(24);
  expect(count(await lookUp(["job_01OTHER"]))).toEqual({ missing: 1 });
});

test("a source that has gone silent is asked no more, and the others are asked to the end", async () => {
  const ids = toIds(30);
  const found = Array.from({ length: 3 }, () => sandbox.figur.control.createJob());
  sandbox.control.fault({ kind: "refuse" });
  const { answer, steps } = await askForAll(await lookUp([...ids, ...found]));
  expect(count(answer)).toMatchObject({ found: 3 });
  expect(steps.length).toBeLessThan(5);
  sandbox.control.clearFaults();
  const { answer: again } = await askForAll(answer);
  expect(again.data.some(isOpen)).toBe(false);
});
