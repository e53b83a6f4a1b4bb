import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { useConnection } from "#components/live/connection-badge.tsx";
import { useTickingNow } from "#components/live/use-ticking-now.ts";
import { idleConnection } from "#lib/client/live/connection-state.ts";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { WaitingNotice } from "./waiting-notice.tsx";

vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));
vi.mock("#components/live/connection-badge.tsx", () => ({ useConnection: vi.fn() }));
vi.mock("#components/live/use-ticking-now.ts", () => ({ useTickingNow: vi.fn((now) => now) }));
vi.mocked(useConnection).mockReturnValue(idleConnection);

const usual = { count: 0, p50: null, p90: null, p95: null, p99: null };
const draw = (total: number) =>
  renderToStaticMarkup(<WaitingNotice waiting={{ total, oldest: [] }} usual={usual} now={0} />);

test("jobs that wait are told also where it is not known since when", () => {
  expect(draw(2)).toContain("2 jobs wait. Since when is not known.");
  expect(draw(1)).toContain("One job waits. Since when is not known.");
});

test("where nothing waits, that is said", () => {
  expect(draw(0)).toContain("No job is waiting now.");
});

test("the wait stands still while Gantry cannot be heard", () => {
  const waiting = { total: 1, oldest: [buildSummary({ status: "queued", createdAt: 0 })] };
  const isTicking = (phase: "live" | "reconnecting") => {
    vi.mocked(useConnection).mockReturnValue({ ...idleConnection, phase });
    renderToStaticMarkup(<WaitingNotice waiting={waiting} usual={usual} now={9_000} />);
    return vi.mocked(useTickingNow).mock.lastCall?.[1];
  };
  expect([isTicking("live"), isTicking("reconnecting")]).toEqual([true, false]);
});
