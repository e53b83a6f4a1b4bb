import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildEvent, buildFact } from "./build-fact.ts";
import { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
import { openStore, type Change, type Store } from "./open-store.ts";

let database: TestDatabase;
let one: Store;
let other: Store;
let errors: unknown[];
const ref = { source: "bedrock", id: "job_1" } as const;

beforeEach(async () => {
  errors = [];
  database = await createTestDatabase();
  const onError = (error: unknown) => void errors.push(error);
  [one, other] = await Promise.all([
    openStore(database.url, { onError }),
    openStore(database.url, { onError }),
  ]);
});

afterEach(async () => {
  await Promise.all([one.close(), other.close()]);
  await database.remove();
});

const buildNote = (at: number) => ({ ...buildEvent("running", at), kind: "note" as const });

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 2_000) throw new Error("It did not come to that.");
    await sleep(10);
  }
}

test("processes that store events of the same jobs at the same time lose none", async () => {
  const ids = Array.from({ length: 8 }, (_, index) => `job_${index}`);
  const instants = Array.from({ length: 12 }, (_, index) => index + 1);
  await Promise.all(
    instants.map((at) => {
      const [store, order] = at % 2 === 0 ? [one, ids] : [other, ids.toReversed()];
      return store.ingestAll(
        order.map((id) => buildFact({ id, origin: "stream", events: [buildNote(at)] })),
      );
    }),
  );
  for (const id of ids) {
    const job = await one.findJob({ source: "bedrock", id });
    expect(job?.events.map(({ at }) => at)).toEqual(instants);
  }
  expect(errors).toEqual([]);
});

test("a process hears once of what another stored, when it can be read", async () => {
  const [heard, own]: [Change[], Change[]] = [[], []];
  one.subscribe((change) => own.push(change));
  other.subscribe((change) => heard.push(change));
  const first = await one.ingest(buildFact({ events: [buildNote(1)] }));
  await until(() => heard.length === 1);
  const second = await one.ingest(buildFact({ observedAt: 2_000, events: [buildNote(2)] }));
  await until(() => heard.length === 2);
  await one.ingest(buildFact({ observedAt: 3_000 }));
  const last = await other.ingest(buildFact({ fields: { status: "failed" }, observedAt: 4_000 }));
  await until(() => own.length === 3);
  expect(heard).toEqual([first, second, last]);
  expect(own.map(({ job }) => job.status)).toEqual(["running", "running", "failed"]);
});

test("many new events at once are told as a job that has to be read again", async () => {
  const heard: Change[] = [];
  other.subscribe((change) => heard.push(change));
  const events = Array.from({ length: 400 }, (_, index) => buildNote(index));
  await one.ingest(buildFact({ events }));
  await until(() => heard.length === 1);
  expect(heard[0]).toMatchObject({ reordered: true, newEvents: [] });
  expect(heard[0]?.job.events).toHaveLength(400);
});

test("a process whose connections were cut hears of what it missed, and says that they were", async () => {
  const heard: Change[] = [];
  let missed = 0;
  other.subscribe(
    (change) => heard.push(change),
    () => (missed += 1),
  );
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'gantry' and datname = current_database()`,
  );
  await admin.end();
  await until(() => errors.length >= 2);
  // Those that were cut a moment ago may still be handed out, each once.
  const fact = buildFact({ observedAt: Date.now() });
  await expect.poll(() => one.ingest(fact), { timeout: 10_000 }).toBeDefined();
  await until(() => heard.length > 0);
  expect(heard[0]).toMatchObject({ state: true, job: ref });
  await until(() => missed > 0);
});

test("that changes are told of which none is named, every process hears once", async () => {
  const missed: string[] = [];
  one.subscribe(
    () => undefined,
    () => missed.push("one"),
  );
  other.subscribe(
    () => undefined,
    () => missed.push("other"),
  );
  await one.tellMissed();
  await one.ingest(buildFact());
  await until(() => missed.length >= 2);
  await sleep(50);
  expect(missed.toSorted()).toEqual(["one", "other"]);
  expect(errors).toEqual([]);
});

test("a job that another process opens again meanwhile is not forgotten", async () => {
  const ended = { status: "succeeded", rawStatus: "COMPLETED", finishedAt: 1 } as const;
  await one.ingest(buildFact({ fields: { type: "parse", ...ended } }));
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query("begin");
  await admin.query(
    "select pg_advisory_xact_lock(1196770916::int, stripe) from generate_series(0, 255) as stripe",
  );
  await admin.query("update jobs set ended_order = -1, status = 'running'");
  const pruned = one.prune({ endedBefore: 1_000, limit: 10 });
  await sleep(300);
  await admin.query("commit");
  await admin.end();
  expect(await pruned).toBe(0);
  expect(await one.findJob(ref)).toBeDefined();
});

test("a lease taken before the clock was set back does not last until the old time comes round", async () => {
  const ask = { ttlMs: 60_000, isLookedAt: false };
  const [now, hourMs] = [1_000 * 3_600_000, 3_600_000];
  const isHeld = async (holder: string, at: number) =>
    (await one.collector.lease({ ...ask, holder, now: at })).isHeld;
  expect(await isHeld("a", now)).toBe(true);
  expect(await isHeld("b", now - 30_000)).toBe(false);
  expect(await isHeld("b", now - hourMs)).toBe(true);
  expect(await isHeld("a", now - hourMs)).toBe(false);
});

test("a lease is free at once when its holder, and nobody else, gives it back", async () => {
  const ask = { now: 1_000, ttlMs: 60_000, isLookedAt: false };
  const isHeld = async (holder: string) => (await one.collector.lease({ ...ask, holder })).isHeld;
  expect(await isHeld("a")).toBe(true);
  await one.collector.release("b");
  expect(await isHeld("b")).toBe(false);
  await one.collector.release("a");
  expect(await isHeld("b")).toBe(true);
});

test("a server that cannot be used is named in one line, without the password", async () => {
  const cases = {
    "postgres://ada:topsecret@127.0.0.1:1/gantry":
      "DATABASE_URL postgres://ada@127.0.0.1:1/gantry cannot be opened: nothing answers there",
    [database.url.replace(/\/test_\w+/, "/nowhere").replace("gantry@", "gantry:topsecret@")]:
      /^DATABASE_URL postgres:\/\/gantry@localhost\/nowhere\?host=\S+ cannot be opened: there is no such database$/,
  };
  for (const [url, message] of Object.entries(cases))
    await expect(openStore(url)).rejects.toThrow(message);
});
