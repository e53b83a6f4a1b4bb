import { expect, test } from "vitest";
import { idleConnection, type ConnectionState } from "#lib/client/live/connection-state.ts";
import { describeConnection } from "./describe-connection.ts";

const now = Date.UTC(2026, 0, 5, 14, 2, 40);
const describe = (state: Partial<ConnectionState>, at: number | null = now) => {
  const { word, more } = describeConnection({ ...idleConnection, ...state }, at, "UTC");
  return `${word}${more ? ` · ${more}` : ""}`;
};

test("a live link says how long ago it was heard of", () => {
  expect(describe({ phase: "live", heardAt: now - 3_000 })).toBe("Live · 3 s ago");
});

test("a link that is lost says when it is tried again", () => {
  const lost = { phase: "reconnecting", heardAt: now - 10_000, retryAt: now + 4_000 } as const;
  expect(describe(lost)).toBe("Reconnecting · since 14:02:30 · next try in 4 s");
  expect(describe({ ...lost, skewMs: 60_000 })).toBe(
    "Reconnecting · since 14:03:30 · next try in 4 s",
  );
  expect(describe({ phase: "signed-out", since: now })).toBe("Signed out · since 14:02:40");
});

test("a link that is lost for a minute is called stale, with the time of the last word", () => {
  const lost = { phase: "reconnecting", heardAt: now - 90_000, retryAt: now + 4_000 } as const;
  expect(describe(lost)).toBe("Stale since 14:01:10 · next try in 4 s");
  const never = { phase: "reconnecting", since: now - 90_000, retryAt: null } as const;
  expect(describe(never)).toBe("Stale since 14:01:10");
});

test("clocks that disagree are said from five seconds on, and which one is ahead", () => {
  const heard = { phase: "live", heardAt: now } as const;
  expect(describe({ ...heard, skewMs: 42_000 })).toBe("Live · this clock is 42 s behind");
  expect(describe({ ...heard, skewMs: -61_000 })).toBe("Live · this clock is 1 m 01 s ahead");
  expect(describe({ ...heard, skewMs: 4_000 })).toBe("Live · just now");
});

test("before the page is alive nothing is said about time", () => {
  expect(describe({ phase: "live", heardAt: now - 3_000 }, null)).toBe("Live");
});
