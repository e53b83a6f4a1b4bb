import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { refreshIfReachable, refreshOnceReachable } from "./refresh-page.ts";

let answer: () => Promise<Response> | Response;
const asked = vi.fn<(path: string) => void>();
const router = { refresh: vi.fn() };

beforeEach(() => {
  answer = () => Response.json({ status: "ok" });
  vi.stubGlobal("fetch", async (path: string) => {
    asked(path);
    return await answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const refuse = () => Promise.reject(new TypeError("Failed to fetch"));

test("a page is drawn anew when Gantry answers, and stays as it is when nobody does", async () => {
  expect(await refreshIfReachable(router)).toBe(true);
  expect(router.refresh).toHaveBeenCalledTimes(1);
  expect(asked).toHaveBeenCalledWith("/api/health");
  for (const failure of [refuse, () => new Response("Bad gateway", { status: 502 })]) {
    answer = failure;
    expect(await refreshIfReachable(router)).toBe(false);
  }
  expect(router.refresh).toHaveBeenCalledTimes(1);
});

test("a page that was left while Gantry was asked is not drawn anew", async () => {
  const controller = new AbortController();
  answer = () => {
    controller.abort();
    return Response.json({ status: "ok" });
  };
  await refreshIfReachable(router, controller.signal);
  expect(router.refresh).not.toHaveBeenCalled();
});

test("what is due is done once Gantry is there again", async () => {
  vi.useFakeTimers();
  answer = refuse;
  const done = refreshOnceReachable(router, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(router.refresh).not.toHaveBeenCalled();
  answer = () => Response.json({ status: "ok" });
  await vi.advanceTimersByTimeAsync(5_000);
  await done;
  expect(router.refresh).toHaveBeenCalledTimes(1);
});
