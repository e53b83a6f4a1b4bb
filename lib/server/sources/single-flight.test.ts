import { describe, expect, it } from "vitest";
import { ProblemError } from "#lib/domain/problem.ts";
import { createSingleFlight } from "./single-flight.ts";

function createWork() {
  const starts: {
    signal: AbortSignal;
    finish: (text: string) => void;
    fail: (e: Error) => void;
  }[] = [];
  const start = (signal: AbortSignal) =>
    new Promise<string>((finish, fail) => starts.push({ signal, finish, fail }));
  return { starts, start };
}

describe("single flight", () => {
  it("runs once for all who ask at the same time", async () => {
    const fly = createSingleFlight<string>();
    const { starts, start } = createWork();
    const both = [fly("a", undefined, start), fly("a", undefined, start)];
    starts[0]?.finish("done");
    expect(await Promise.all(both)).toEqual(["done", "done"]);
    expect(starts).toHaveLength(1);
  });

  it("runs again once it has landed, also after a failure", async () => {
    const fly = createSingleFlight<string>();
    const { starts, start } = createWork();
    const first = fly("a", undefined, start);
    starts[0]?.fail(new Error("broken"));
    await expect(first).rejects.toThrow("broken");
    const second = fly("a", undefined, start);
    starts[1]?.finish("done");
    expect(await second).toBe("done");
  });

  it("runs again for who asks after it was forgotten, and answers those who asked before", async () => {
    const fly = createSingleFlight<string>();
    const { starts, start } = createWork();
    const before = fly("a", undefined, start);
    fly.forget("a");
    const after = [fly("a", undefined, start), fly("a", undefined, start)];
    starts[0]?.finish("old");
    expect(await before).toBe("old");
    after.push(fly("a", undefined, start));
    starts[1]?.finish("new");
    expect(await Promise.all(after)).toEqual(["new", "new", "new"]);
    expect(starts).toHaveLength(2);
  });

  it("keeps keys apart", () => {
    const fly = createSingleFlight<string>();
    const { starts, start } = createWork();
    void fly("a", undefined, start);
    void fly("b", undefined, start);
    expect(starts).toHaveLength(2);
  });

  it("answers the others when one gives up", async () => {
    const fly = createSingleFlight<string>();
    const { starts, start } = createWork();
    const controller = new AbortController();
    const leaver = fly("a", controller.signal, start).catch((error: unknown) => error);
    const stayer = fly("a", undefined, start);
    controller.abort();
    expect(await leaver).toBeInstanceOf(ProblemError);
    expect(starts[0]?.signal.aborted).toBe(false);
    starts[0]?.finish("done");
    expect(await stayer).toBe("done");
  });

  it("aborts the work when the last gives up, and starts afresh for the next", async () => {
    const fly = createSingleFlight<string>();
    const { starts, start } = createWork();
    const controller = new AbortController();
    const leaver = fly("a", controller.signal, start).catch((error: unknown) => error);
    controller.abort();
    expect(await leaver).toBeInstanceOf(ProblemError);
    expect(starts[0]?.signal.aborted).toBe(true);
    const next = fly("a", undefined, start);
    starts[1]?.finish("fresh");
    expect(await next).toBe("fresh");
  });
});
