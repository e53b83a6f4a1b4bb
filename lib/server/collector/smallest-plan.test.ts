import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { createForeground } from "../foreground.ts";
import type { Source } from "../sources/source.ts";
import { openStore } from "../store/open-store.ts";
import type { Clock } from "./clock.ts";
import { createSourceCollector } from "./source-collector.ts";

const startedAt = Date.UTC(2026, 0, 1);
const minuteMs = 60_000;
const answerMs = 50;
const allowedPerMinute = 20;
const toId = (place: number) => `job-${String(place).padStart(4, "0")}`;

/** So often a job ends, which has to be read once more, in one request or several: the list tells ends vaguely. */
const cases = [
  { everyMs: 3_750, cost: 1 },
  { everyMs: 12_000, cost: 3 },
];

test.each(cases)(
  "a source that tells no limit is sent a third of the smallest plan at most, its list stays fresh, and every job is read: $cost requests for one each $everyMs ms",
  async ({ everyMs, cost }) => {
    let now = startedAt;
    const sentAt: number[] = [];
    const listedAt: number[] = [];
    const read = new Set<string>();
    const lasting = 20 * minuteMs;
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const clock: Clock = {
      now: () => now,
      elapsed: () => now - startedAt,
      async sleep(ms, signal) {
        now += ms;
        await setImmediate();
        if (now < startedAt + lasting) return;
        end();
        await once(signal, "abort");
      },
    };
    const send = (): void => {
      sentAt.push(now);
      now += answerMs;
    };
    const toFact = (id: string, origin: "read" | "list"): JobFact => ({
      ...{ source: "unstructured", id, origin, observedAt: now, events: [] },
      fields: { type: "workflow", status: "succeeded", rawStatus: "COMPLETED", finishedAt: now },
    });
    const source: Source = {
      name: "unstructured",
      label: "Unstructured",
      capabilities: {
        ...{ stream: false, list: true, children: false, cancel: false, artifacts: false },
        vagueList: true,
      },
      idShape: "job- and four digits",
      isJobId: () => true,
      getJob: async (id) => {
        for (let request = 0; request < cost; request += 1) send();
        read.add(id);
        return toFact(id, "read");
      },
      listJobs: async () => {
        listedAt.push(now);
        send();
        const count = Math.floor((now - startedAt) / everyMs);
        const newest = Array.from({ length: Math.min(count, 30) }, (_, back) => count - 1 - back);
        return { facts: newest.map((place) => toFact(toId(place), "list")), next: null };
      },
      toCurl: () => "curl",
      budget: () => ({
        ...{ limit: 300, isAssumed: true, remaining: 300, resetAt: null },
        sent: sentAt.length,
      }),
    };
    const store = await openStore("file::memory:");
    const collector = createSourceCollector(source, {
      ...{ store, foreground: createForeground(), clock, days: 1, keepDays: 0, random: () => 0.5 },
      onError: (error) => expect.unreachable(String(error)),
      isLookedAt: () => true,
      isMine: () => true,
    });
    await over;
    await collector.close();
    await store.close();

    const busiest = sentAt.map((from) => sentAt.filter((at) => at >= from && at < from + minuteMs));
    expect(Math.max(...busiest.map(({ length }) => length))).toBeLessThanOrEqual(allowedPerMinute);
    const pauses = listedAt.slice(1).map((at, place) => at - (listedAt[place] ?? 0));
    expect(Math.max(...pauses)).toBeLessThan(20_000);
    const ended = Math.floor((lasting - 2 * minuteMs) / everyMs);
    const unread = Array.from({ length: ended }, (_, place) => toId(place)).filter(
      (id) => !read.has(id),
    );
    expect(unread).toEqual([]);
  },
);
