import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyFrame, type LiveJob } from "#lib/domain/apply-frame.ts";
import { isTerminal } from "#lib/domain/job.ts";
import { parseLiveFrame, type LiveFrame } from "#lib/domain/live-frame.ts";
import { mergeJob } from "#lib/domain/merge/merge-job.ts";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { getJob } from "../jobs/get-job.ts";
import { createSources } from "../sources/registry.ts";
import { buildEvent } from "../store/build-fact.ts";
import { openStore, type Change, type Store } from "../store/open-store.ts";
import { createHub, type Hub } from "./hub.ts";

const patient = { timeout: 20_000 };
let folder: string;
let sandbox: Sandbox;
let store: Store;
let hub: Hub;
let sources: ReturnType<typeof createSources>;
let errors: unknown[];
/** As the store tells of what another Gantry has stored. */
let tellChange: (change: Change) => void;

beforeEach(async () => {
  errors = [];
  folder = await mkdtemp(path.join(tmpdir(), "gantry-watch-"));
  sandbox = await startSandbox({ jobs: 0, live: false, requestsPerMinute: 0 });
  store = await openStore(`file:${path.join(folder, "gantry.db")}`);
  const { url, apiKey, unstructured } = sandbox;
  sources = createSources({
    bedrock: { url, apiKey, apiVersion: "2026-01-01" },
    unstructured: { url: unstructured.url, apiKey },
    stallMs: 45_000,
  });
  hub = createHub({
    store: {
      ...store,
      subscribe(listener, onMissed) {
        tellChange = listener;
        return store.subscribe(listener, onMissed);
      },
    },
    sources,
    onError: (error) => void errors.push(error),
    getJob: (ref) => getJob({ sources, store }, ref, { priority: "watch" }),
  });
});

afterEach(async () => {
  hub.close();
  await sandbox.close();
  await store.close();
  await rm(folder, { recursive: true });
});

/** Until the returned function is called, no job can be stored. */
function breakDatabase(): () => void {
  const database = new Database(path.join(folder, "gantry.db"));
  for (const move of ["INSERT", "UPDATE"])
    database.exec(
      `CREATE TRIGGER no_${move} BEFORE ${move} ON jobs BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    );
  return () => {
    database.exec("DROP TRIGGER no_INSERT; DROP TRIGGER no_UPDATE");
    database.close();
  };
}

function watch(source: "bedrock" | "unstructured", id: string) {
  const frames: LiveFrame[] = [];
  const send = ({ event, bytes }: { event: string; bytes: Uint8Array }) => {
    const [, data = ""] = /^data: (.*)$/m.exec(new TextDecoder().decode(bytes)) ?? [];
    frames.push(parseLiveFrame(event, data));
  };
  hub.open({ refs: [{ source, id }], list: false, lastEventId: null, send, done: () => undefined });
  return frames;
}

const linkOf = (frames: LiveFrame[]) =>
  frames.flatMap((frame) => (frame.event === "link" ? frame.data : [])).at(-1);

test.each(["bedrock", "unstructured"] as const)(
  "a job of %s that cannot be stored for a while is watched on, to the end that came meanwhile",
  async (source) => {
    const { control } = source === "bedrock" ? sandbox : sandbox.unstructured;
    const [running, done] =
      source === "bedrock" ? ["RUNNING", "COMPLETED"] : ["IN_PROGRESS", "COMPLETED"];
    const id = control.createJob({ status: running });
    const frames = watch(source, id);
    const steady = source === "bedrock" ? "live" : "polling";
    await expect.poll(() => linkOf(frames)?.state, patient).toBe(steady);
    const mend = breakDatabase();
    control.advance(id, { status: done });
    await expect.poll(() => linkOf(frames)?.state, patient).toBe("reconnecting");
    expect(linkOf(frames)).toMatchObject({ retryAt: expect.any(Number) });
    expect(errors.length).toBeGreaterThan(0);
    mend();
    await expect.poll(() => linkOf(frames)?.state, patient).toBe("ended");
    const last = frames.findLast(({ event }) => event === "job");
    expect(last?.event === "job" && isTerminal(last.data.status)).toBe(true);
    expect(frames.map(({ event }) => event)).not.toContain("problem");
  },
);

test("a job that cannot be stored from the beginning is watched once it can be", async () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  const mend = breakDatabase();
  const frames = watch("bedrock", id);
  await expect.poll(() => linkOf(frames)?.state, patient).toBe("reconnecting");
  mend();
  await expect.poll(() => linkOf(frames)?.state, patient).toBe("live");
  expect(frames.map(({ event }) => event)).toContain("job");
});

test("of a job that has ended unread, the late answer is told to whoever waits for it, and then the end", async () => {
  const error = { code: "E1", message: "No raster." };
  const id = sandbox.control.createJob({ status: "FAILED", error });
  const source = sources.get("bedrock");
  const options = { priority: "background", signal: new AbortController().signal } as const;
  await store.ingestAll((await source?.listJobs({ limit: 10 }, options))?.facts ?? []);
  expect(await store.findJob({ source: "bedrock", id })).toMatchObject({ status: "failed" });
  sandbox.control.fault({ kind: "status", status: 503, jobId: id, times: 1 });
  sandbox.control.fault({ kind: "slow", delayMs: 1_000, jobId: id });
  const frames = watch("bedrock", id);
  await expect.poll(() => linkOf(frames)?.state, patient).toBe("ended");
  const read = frames.findLastIndex(({ event }) => event === "job");
  expect(frames[read]).toMatchObject({ data: { status: "failed", error, events: [{}, {}, {}] } });
  expect(frames.slice(read + 1).map(({ event }) => event)).toEqual(["link"]);
});

test("a known job is told at once though its upstream is silent, which is said", async () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  const options = { priority: "background", signal: new AbortController().signal } as const;
  const listed = await sources.get("bedrock")?.listJobs({ limit: 10 }, options);
  await store.ingestAll(listed?.facts ?? []);
  sandbox.control.fault({ kind: "hang", jobId: id });
  const frames = watch("bedrock", id);
  await expect
    .poll(() => frames.map(({ event }) => event), { timeout: 500 })
    .toEqual(["clock", "job"]);
  await expect
    .poll(() => linkOf(frames), patient)
    .toMatchObject({
      state: "reconnecting",
      detail: "Waiting for Bedrock to answer.",
    });
});

test("a first read that waits for the request limit says so", async () => {
  const id = sandbox.unstructured.control.createJob({ status: "IN_PROGRESS" });
  const source = sources.get("unstructured");
  sandbox.unstructured.control.fault({ kind: "status", status: 429, retryAfter: 60, times: 1 });
  await source?.getJob(id, { priority: "person" }).catch(() => undefined);
  const frames = watch("unstructured", id);
  await expect.poll(() => linkOf(frames)?.state, patient).toBe("reconnecting");
  expect(linkOf(frames)?.detail).toContain("request limit");
  expect(linkOf(frames)?.retryAt).toBe(source?.budget().resetAt);
});

test("what other Gantrys stored is told whole, though one change is heard of without the one before, and once", async () => {
  const id = sandbox.control.createJob({ status: "RUNNING" });
  const frames = watch("bedrock", id);
  await expect.poll(() => linkOf(frames)?.state, patient).toBe("live");
  const [told] = frames.flatMap((frame) => (frame.event === "job" ? frame.data : []));
  if (!told) throw new Error("no job frame");
  const note = (message: string, observedAt: number) => ({
    ...{ source: "bedrock" as const, id, origin: "stream" as const, observedAt, fields: {} },
    events: [
      { ...buildEvent("running", observedAt), kind: "note" as const, status: null, message },
    ],
  });
  const one = mergeJob(told, note("one", told.observedAt + 1));
  const two = mergeJob(one.job, note("two", told.observedAt + 2));
  tellChange({ job: two.job, ...two.changed });
  const seen = frames.reduce<LiveJob>(applyFrame, { job: told, link: null, problem: null });
  expect(seen.job).toEqual(two.job);
  const count = frames.length;
  tellChange({ job: two.job, ...one.changed });
  tellChange({ job: two.job, ...two.changed, state: true, reordered: true, newEvents: [] });
  expect(frames).toHaveLength(count);
});
