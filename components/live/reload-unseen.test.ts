import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reloadUnseen } from "./reload-unseen.ts";

const page = Object.assign(new EventTarget(), { hidden: true });
const location = { pathname: "/jobs", reload: vi.fn() };
let isThere: boolean;
let stop: AbortController;

beforeEach(() => {
  stop = new AbortController();
  [page.hidden, isThere, location.pathname] = [true, true, "/jobs"];
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  vi.stubGlobal("location", location);
  vi.stubGlobal("fetch", async () => new Response(null, { status: isThere ? 200 : 502 }));
});
afterEach(() => {
  stop.abort();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const show = (isShown: boolean) => {
  page.hidden = !isShown;
  page.dispatchEvent(new Event("visibilitychange"));
};

test("a page that nobody looks at is loaded again once Gantry answers", async () => {
  isThere = false;
  reloadUnseen(stop.signal);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(location.reload).not.toHaveBeenCalled();
  isThere = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(location.reload).toHaveBeenCalledTimes(1);
});

test("a page that is looked at, or holds an opened file, is not", async () => {
  reloadUnseen(stop.signal);
  show(true);
  await vi.advanceTimersByTimeAsync(60_000);
  location.pathname = "/file";
  show(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(location.reload).not.toHaveBeenCalled();
});
