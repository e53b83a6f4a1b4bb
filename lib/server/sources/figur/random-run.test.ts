import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, onTestFinished } from "vitest";
import { isTerminal } from "#lib/domain/job.ts";
import type { Fault } from "#lib/sandbox/fault.ts";
import { Random } from "#lib/sandbox/random.ts";
import { getJob } from "../../jobs/get-job.ts";
import { followPolls } from "../../live/follow-polls.ts";
import { openStore } from "../../store/open-store.ts";
import { useFigur } from "./use-figur.ts";

const seed = 20_261_122;
const jobCount = 40;
const eventCount = 4_000;
const restartCount = 16;

/** What the upstream has told of one job: the numbers of its events. */
type Truth = { id: string; told: number[]; hasEnded: boolean };

test(
  "over a random run of thousands of events, with restarts in between, none is lost and none is doubled",
  { timeout: 120_000 },
  async () => {
    const random = new Random(seed);
    const figur = await useFigur();
    const folder = await mkdtemp(join(tmpdir(), "gantry-figur-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const databaseUrl = `file:${join(folder, "gantry.db")}`;
    const truths: Truth[] = Array.from({ length: jobCount }, () => ({
      id: figur.control.createJob(),
      told: [1],
      hasEnded: false,
    }));
    let written = jobCount;
    let polls = 0;

    /** One life of Gantry: it opens its database and follows every job until it is stopped, or all have ended. */
    async function live(work?: () => Promise<void>): Promise<void> {
      const store = await openStore(databaseUrl);
      const source = figur.createSource();
      const sources = new Map([[source.name, source]]);
      const stop = new AbortController();
      const follow = async ({ id }: Truth) => {
        const ref = { source: "figur", id } as const;
        const { job } = await getJob({ sources, store }, ref, { priority: "watch" });
        const isRead = (await store.findReadAt(ref)) !== null;
        if (isTerminal(job.status) && isRead) return;
        await followPolls({
          job,
          source,
          signal: stop.signal,
          ingest: async (fact) => (await store.ingest(fact)).job,
          setLink: () => undefined,
          countPolled: () => 1,
          rest: async () => {
            polls += 1;
            await sleep(random.int(5, 60));
          },
        });
      };
      const following = truths.map(follow);
      if (work) {
        const settled = Promise.allSettled(following);
        await work();
        stop.abort();
        await settled;
      } else await Promise.all(following);
      await store.close();
    }

    /** The upstream goes on: an event, an end, the job's own word before or after it, a fault. */
    function tell(): void {
      const truth = truths[random.int(0, jobCount - 1)];
      if (!truth || truth.hasEnded) return;
      const { id, told } = truth;
      // Events that are not public have numbers too, and several may be alike in all but that.
      const seq = (told.at(-1) ?? 0) + (random.chance(0.2) ? random.int(2, 5) : 1);
      told.push(seq);
      written += 1;
      const isLast = random.chance(jobCount / eventCount / 2);
      truth.hasEnded = isLast;
      if (isLast) return end(id, seq);
      const message = random.pick(["Rendering", "Draping", "Upscaling"]);
      figur.control.advance(id, {
        event: "stage",
        seq,
        message,
        stage: "render",
        at: 1_760_000_000_000,
      });
      if (random.chance(0.02)) figur.control.fault(random.pick(faults));
    }

    function end(id: string, seq: number): void {
      const word = random.chance(0.8) ? "SUCCESS" : "FAILURE";
      const event = word === "SUCCESS" ? "succeeded" : "FAILED";
      const moves = [{ event, seq }, { status: word }];
      for (const move of random.chance(0.5) ? moves : moves.toReversed())
        figur.control.advance(id, move);
    }

    for (let life = 0; life < restartCount; life += 1) {
      await live(async () => {
        const until = (eventCount * (life + 1)) / restartCount;
        while (written < until && truths.some(({ hasEnded }) => !hasEnded)) {
          for (let step = random.int(1, 12); step > 0; step -= 1) tell();
          await sleep(random.int(0, 3));
        }
      });
    }
    figur.control.clearFaults();
    for (const truth of truths) {
      if (truth.hasEnded) continue;
      const seq = (truth.told.at(-1) ?? 0) + 1;
      truth.told.push(seq);
      written += 1;
      end(truth.id, seq);
    }
    await live();

    const store = await openStore(databaseUrl);
    let lost = 0;
    let doubled = 0;
    for (const { id, told } of truths) {
      const job = await store.findJob({ source: "figur", id });
      const kept = job?.events.map(({ ordinal }) => ordinal ?? 0) ?? [];
      lost += told.filter((seq) => !kept.includes(seq)).length;
      doubled += kept.length - new Set(kept).size;
      expect(kept).toEqual(told);
      expect(job && isTerminal(job.status)).toBe(true);
    }
    await store.close();
    process.stdout.write(
      `Figur, seed ${seed}: ${written} events of ${jobCount} jobs, ${restartCount} restarts, ${polls} polls: ${lost} lost, ${doubled} doubled\n`,
    );
    expect(written).toBeGreaterThan(3_000);
    expect([lost, doubled]).toEqual([0, 0]);
  },
);

const faults: [Fault, ...Fault[]] = [
  { kind: "refuse", times: 3 },
  { kind: "cut", times: 2 },
  { kind: "garbage", times: 2, route: "events" },
  { kind: "status", status: 503, times: 3 },
  { kind: "html", times: 2, route: "events" },
];
