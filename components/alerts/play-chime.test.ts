import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { playChime } from "./play-chime.ts";

const close = vi.fn<() => void>();

/** The browser's sound; where nobody has clicked, its time stands still and no note ends. */
class StandIn {
  readonly currentTime = 0;
  readonly gain = {
    setValueAtTime() {},
    linearRampToValueAtTime() {},
    exponentialRampToValueAtTime() {},
  };
  readonly close = close;
  connect(next: unknown) {
    return next;
  }
  start() {}
  stop() {}
  addEventListener() {}
}

beforeEach(() => {
  vi.useFakeTimers();
  for (const name of ["AudioContext", "GainNode", "OscillatorNode"]) vi.stubGlobal(name, StandIn);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a chime that the browser keeps silent leaves nothing open", async () => {
  playChime(true);
  expect(close).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(close).toHaveBeenCalledOnce();
});
