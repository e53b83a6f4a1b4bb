import { afterAll, beforeAll, expect, test } from "vitest";
import type { Job, JobEvent } from "#lib/domain/job.ts";
import { startSandbox, type Sandbox } from "#lib/sandbox/start-sandbox.ts";
import { playSchedule } from "./play-schedule.ts";

const schedules = Number(process.env["CHAOS_SCHEDULES"] ?? 240);
const firstSeed = Number(process.env["CHAOS_SEED"] ?? 1);
/** Seeds that once failed stay in for ever. */
const onceFailed = [1470];
const atOnce = 10;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ jobs: 0, live: false, requestsPerMinute: 0, heartbeatMs: 40 });
});
afterAll(() => sandbox.close());

const name = ({ kind, status, at, error }: JobEvent) => JSON.stringify([kind, status, at, error]);
const recorded = ({ events }: Job) =>
  events.filter(({ origin }) => origin === "upstream").map(name);
/** What a page says of a job, apart from when it was heard and what only a stream told. */
const essence = ({
  status,
  rawStatus,
  createdAt,
  startedAt,
  finishedAt,
  error,
  queueMs,
  runMs,
}: Job) => ({
  status,
  rawStatus,
  createdAt,
  startedAt,
  finishedAt,
  error,
  queueMs,
  runMs,
});

test(
  `after ${schedules} random schedules of trouble on both ways, what is shown is what the upstream has, each event once`,
  { timeout: 240_000 },
  async () => {
    const seeds = [...onceFailed, ...Array.from({ length: schedules }, (_, i) => firstSeed + i)];
    const failures: string[] = [];
    let mishapCount = 0;
    const queue = [...seeds];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) {
          const outcome = await playSchedule(seed, sandbox);
          const { shown, stored, upstream, linkState, mishaps, leftOpen } = outcome;
          mishapCount += mishaps.filter((mishap) => !mishap.endsWith("none")).length;
          try {
            expect(linkState).toBe("ended");
            expect(essence(shown)).toEqual(essence(upstream));
            expect(shown.events).toEqual(stored.events);
            expect(recorded(shown)).toEqual(recorded(upstream));
            expect(shown.events.map(({ seq }) => seq)).toEqual(shown.events.map((_, i) => i + 1));
            expect(leftOpen).toBe(0);
          } catch (error) {
            const told = [shown, stored, upstream].map(({ events }) => events.map(name).join(" "));
            const lines = [`seed ${seed}: ${String(error)}`, ...told, mishaps.join(", ")];
            failures.push(lines.join("\n  "));
          }
        }
      }),
    );
    console.log(`${seeds.length} schedules, ${mishapCount} mishaps, ${failures.length} failures`);
    expect(failures).toEqual([]);
  },
);
