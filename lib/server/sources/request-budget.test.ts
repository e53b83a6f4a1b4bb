import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "#lib/domain/problem.ts";
import { createRequestBudget, type RequestBudget } from "./request-budget.ts";
import type { Priority } from "./source.ts";

const start = Date.UTC(2026, 0, 5, 8);

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

function reply(headers: Record<string, string>, status = 200) {
  return { status, headers: new Headers(headers) };
}

function limits(limit: number, remaining: number, resetInMs = 30_000) {
  return reply({
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String((start + resetInMs) / 1_000),
  });
}

/** A budget that has heard these headers once. */
async function learned(heard: ReturnType<typeof reply>): Promise<RequestBudget> {
  const budget = createRequestBudget({ label: "Bedrock" });
  (await budget.take("person")).settle(heard);
  return budget;
}

/** Takes as many as go at once. */
async function drain(budget: RequestBudget, priority: Priority, most = 1_000): Promise<number> {
  for (let taken = 0; taken < most; taken += 1) {
    const controller = new AbortController();
    const outcome = budget.take(priority, controller.signal).then(
      () => true,
      () => false,
    );
    await vi.advanceTimersByTimeAsync(0);
    controller.abort();
    if (!(await outcome)) return taken;
  }
  return most;
}

function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "it did not fail",
    (error: unknown) => error,
  );
}

describe("the request budget", () => {
  it("sends only a few before the first answer, of people a few more", async () => {
    const budget = createRequestBudget({ label: "Bedrock" });
    expect(await drain(budget, "background")).toBe(2);
    expect(await drain(budget, "watch")).toBe(2);
    expect(await drain(budget, "person")).toBe(4);
    expect(budget.state()).toMatchObject({ limit: null, remaining: null, resetAt: null, sent: 8 });
  });

  it("keeps a crowd that comes before the first answer to the limit which that tells", async () => {
    const budget = createRequestBudget({ label: "Bedrock" });
    let told = 0;
    const asks = Array.from({ length: 200 }, async () => {
      const ticket = await budget.take("watch");
      told += 1;
      ticket.settle(limits(60, 60 - told));
    });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(budget.state()).toMatchObject({ limit: 60, sent: 48 });
    await vi.advanceTimersByTimeAsync(600_000);
    await Promise.all(asks);
  });

  it("serves people first among those who wait for the first answer", async () => {
    const budget = createRequestBudget({ label: "Bedrock" });
    const first = await budget.take("watch");
    await drain(budget, "person");
    const served: string[] = [];
    void budget.take("watch").then(() => served.push("watch"));
    void budget.take("person").then(() => served.push("person"));
    first.settle(limits(60, 10));
    await vi.advanceTimersByTimeAsync(0);
    expect(served).toEqual(["person"]);
  });

  it("holds nobody back once an upstream has answered that tells no limit", async () => {
    const budget = await learned(reply({}));
    expect(await drain(budget, "background", 500)).toBe(500);
    expect(budget.state()).toMatchObject({ limit: null, remaining: null, resetAt: null });
  });

  it("goes on in small numbers while requests fail, or a gateway answers for the upstream", async () => {
    const budget = createRequestBudget({ label: "Bedrock" });
    for (const answer of [undefined, reply({}, 502)]) {
      const tickets = await Promise.all([1, 2, 3, 4].map(() => budget.take("watch")));
      const next = budget.take("watch");
      tickets[0]?.settle(answer);
      const ticket = await next;
      expect(await drain(budget, "watch")).toBe(0);
      for (const each of [...tickets, ticket]) each.settle();
    }
  });

  it.each([
    ["person", 59],
    ["watch", 47],
    ["background", 29],
  ] as const)("lets %s requests go until their share is used up", async (priority, count) => {
    const budget = await learned(limits(60, 59));
    expect(await drain(budget, priority)).toBe(count);
    expect(budget.state()).toMatchObject({ limit: 60, remaining: 59 - count });
  });

  it("lets people go when watches and the background may not", async () => {
    const budget = await learned(limits(60, 12));
    expect(await drain(budget, "background")).toBe(0);
    expect(await drain(budget, "watch")).toBe(0);
    expect(await drain(budget, "person")).toBe(12);
  });

  it("tells a person at once when nothing is left for more than two seconds", async () => {
    const budget = await learned(limits(60, 0));
    await expect(budget.take("person")).rejects.toMatchObject({
      code: "upstream_rate_limited",
      retryAfterMs: 30_000,
      message: "Bedrock’s request limit is used up for now.",
    });
  });

  it("lets a person wait when the next window is near", async () => {
    const budget = await learned(limits(60, 0, 2_000));
    const ticket = budget.take("person");
    await vi.advanceTimersByTimeAsync(2_001);
    await expect(ticket).resolves.toBeDefined();
  });

  it("serves those who wait by urgency, then in the order they came", async () => {
    const budget = await learned(limits(60, 0, 2_000));
    const served: string[] = [];
    const wait = (priority: Priority, name: string) =>
      budget.take(priority).then(() => served.push(name));
    const all = [
      wait("background", "background 1"),
      wait("watch", "watch 1"),
      wait("background", "background 2"),
      wait("person", "person 1"),
      wait("watch", "watch 2"),
      wait("person", "person 2"),
    ];
    await vi.advanceTimersByTimeAsync(2_001);
    await Promise.all(all);
    expect(served).toEqual([
      "person 1",
      "person 2",
      "watch 1",
      "watch 2",
      "background 1",
      "background 2",
    ]);
  });

  it("lets nobody who comes as a window ends go before those who wait", async () => {
    const budget = await learned(limits(1, 0));
    const served: string[] = [];
    void budget.take("watch").then(() => served.push("early"));
    vi.setSystemTime(start + 30_001);
    void budget.take("watch").then(() => served.push("late"));
    await vi.advanceTimersByTimeAsync(0);
    expect(served).toEqual(["early"]);
  });

  it("closes for everybody after a 429, for as long as it asks", async () => {
    const budget = createRequestBudget({ label: "Bedrock" });
    const slow = await budget.take("watch");
    (await budget.take("person")).settle(
      reply({ "retry-after": "7", "x-ratelimit-limit": "60" }, 429),
    );
    slow.settle(limits(60, 40));
    expect(budget.state()).toMatchObject({ remaining: 0, resetAt: start + 7_000 });
    await expect(budget.take("person")).rejects.toMatchObject({ retryAfterMs: 7_000 });
    const watch = budget.take("watch");
    await vi.advanceTimersByTimeAsync(6_900);
    expect(budget.state().remaining).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    await expect(watch).resolves.toBeDefined();
  });

  it("waits a minute after a 429 that names no time", async () => {
    const budget = await learned(reply({}, 429));
    expect(budget.state()).toMatchObject({ remaining: 0, resetAt: start + 60_000 });
  });

  it("refuses a waiting person when a 429 makes the wait long", async () => {
    const budget = createRequestBudget({ label: "Bedrock" });
    const slow = await budget.take("person");
    (await budget.take("person")).settle(limits(60, 0, 1_500));
    const waiting = failureOf(budget.take("person"));
    slow.settle(reply({ "retry-after": "30" }, 429));
    expect(await waiting).toMatchObject({ retryAfterMs: 30_000 });
  });

  it("forgets a waiter who gives up", async () => {
    const budget = await learned(limits(10, 0, 1_000));
    const controller = new AbortController();
    const gone = failureOf(budget.take("watch", controller.signal));
    controller.abort();
    expect(await gone).toBeInstanceOf(ProblemError);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(budget.state()).toMatchObject({ remaining: 10, sent: 1 });
  });

  it("refuses a caller who has given up already", async () => {
    const budget = createRequestBudget({ label: "Bedrock" });
    await expect(budget.take("person", AbortSignal.abort())).rejects.toMatchObject({
      name: "ProblemError",
    });
    expect(budget.state().sent).toBe(0);
  });

  it("counts what is under way when a new window begins", async () => {
    const budget = createRequestBudget({ label: "Bedrock" });
    const first = await budget.take("person");
    await Promise.all([budget.take("person"), budget.take("person")]);
    first.settle(limits(60, 59));
    expect(budget.state().remaining).toBe(57);
  });

  it("trusts the lowest count when answers overtake each other", async () => {
    const budget = await learned(limits(60, 59));
    const [early, late] = await Promise.all([budget.take("person"), budget.take("person")]);
    late.settle(limits(60, 57));
    early.settle(limits(60, 58));
    expect(budget.state().remaining).toBe(57);
  });

  it("begins a full window when the old one ends, though no header says so", async () => {
    const budget = await learned(limits(60, 3));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(budget.state().remaining).toBe(60);
    expect(await drain(budget, "person")).toBe(60);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await drain(budget, "person")).toBe(60);
  });

  it("never locks up on a limit of one", async () => {
    const budget = await learned(limits(1, 0, 1_000));
    const watch = budget.take("watch");
    const background = budget.take("background");
    await vi.advanceTimersByTimeAsync(1_001);
    await expect(watch).resolves.toBeDefined();
    await vi.advanceTimersByTimeAsync(60_001);
    await expect(background).resolves.toBeDefined();
  });

  it.each([
    [
      "nonsense",
      { "x-ratelimit-limit": "many", "x-ratelimit-remaining": "-3", "x-ratelimit-reset": "soon" },
    ],
    ["nothing", {}],
    ["half of it", { "x-ratelimit-limit": "60" }],
  ])("is not fooled by headers that say %s", async (_, headers) => {
    const budget = await learned(reply(headers));
    expect(await drain(budget, "background", 100)).toBe(100);
  });

  it.each([
    ["in the past", String(start / 1_000 - 500)],
    ["days ahead", String(start)],
    ["missing", ""],
  ])("always opens again, be the reset time %s", async (_, reset) => {
    const budget = await learned(
      reply({
        "x-ratelimit-limit": "60",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": reset,
      }),
    );
    const background = budget.take("background");
    await vi.advanceTimersByTimeAsync(60_001);
    await expect(background).resolves.toBeDefined();
  });
});
