import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createConnection } from "./client/live/connection.ts";
import { liveLimits, sessionLimits } from "./server/front/limits.ts";
import { createRequestBrake } from "./server/front/request-brake.ts";

const tabs = 24;
const minuteMs = 60_000;
/** How long a poll waits for news, and how long it gathers after the first: `front/serve-live.ts`. */
const gatherMs = 100;
const secondMs = 1_000;
/** What a page asks for beside its live connection, at the most: its own data again, at each frame. */
const asksPerNews = 2;

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/**
 * A browser without a shared worker behind something that lets no stream through: each tab polls for itself, and
 * always has news. Answers how many requests there were, and how many the brakes refused.
 */
async function browse(minutes: number, jobs: number, pollsAtOnce: number) {
  const brake = createRequestBrake();
  const counts = { polls: 0, refused: 0, state: "" };

  async function enter(key: "live" | "session"): Promise<boolean> {
    const limits = key === "live" ? liveLimits : sessionLimits;
    const leave = await brake.enter(key, limits, Date.now()).catch(() => undefined);
    leave?.();
    if (!leave) counts.refused += 1;
    return leave !== undefined;
  }

  async function poll(path: string, { signal }: RequestInit): Promise<Response> {
    counts.polls += 1;
    if (!(await enter("live"))) return new Response(null, { status: 429 });
    if (!path.includes("poll=1")) return new Response(silence(signal));
    for (let n = 0; n < asksPerNews; n += 1) {
      await enter("session");
    }
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    return new Response(`event: clock\ndata: {"now":${Date.now()}}\n\n`);
  }

  const watched = { jobs: Array.from({ length: jobs }, (_, n) => `bedrock:job_${n}`), list: true };
  const connections = Array.from({ length: tabs * pollsAtOnce }, () =>
    createConnection({
      onFrame: () => undefined,
      onState: ({ phase }) => {
        counts.state = phase;
      },
      fetch: poll,
    }),
  );
  for (const connection of connections) connection.watch(watched);
  await vi.advanceTimersByTimeAsync(minutes * minuteMs);
  for (const connection of connections) connection.close();
  return counts;
}

/** A stream that something on the way holds back. */
const silence = (signal: AbortSignal | null | undefined) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      signal?.addEventListener("abort", () => controller.error(signal.reason));
    },
  });

test("24 tabs of one session that poll a full wall and the list for five minutes are never refused", async () => {
  const { polls, refused, state } = await browse(5, 200, 1);
  expect(state).toBe("polling");
  expect(polls).toBeGreaterThan((tabs * 3 * minuteMs) / secondMs);
  expect(refused).toBe(0);
});

test("four times as many are, so that the brake is one", async () => {
  expect((await browse(4, 1, 4)).refused).toBeGreaterThan(0);
});
