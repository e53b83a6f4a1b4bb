import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { idleConnection } from "#lib/client/live/connection-state.ts";
import { buildSummary } from "#lib/domain/build-summary.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import { createTile } from "#lib/domain/wall.ts";
import { WallTile } from "./wall-tile.tsx";

vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));

const now = Date.parse("2024-06-17T08:55:00Z");
const lost = { ...idleConnection, phase: "reconnecting", heardAt: now, since: now } as const;

function read(fields: Partial<JobSummary>, today: number): string {
  const job = buildSummary({ observedAt: now, ...fields });
  const tile = createTile(job, job);
  const props = { tile, connection: lost, zone: "UTC", now, today, without: "/watch" };
  return renderToStaticMarkup(<WallTile {...props} />)
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
}

test("how long ago a job ended goes on while the clocks of the wall stand still", () => {
  const ended = { status: "failed", startedAt: now - 9_000, finishedAt: now - 1_000 } as const;
  expect(read(ended, now)).toContain("ended 1 s ago");
  expect(read(ended, now + 299_000)).toContain("ended 5 minutes ago");
});

test("where no type is known the ID is the tile's name, once", () => {
  const lone = createTile({ source: "bedrock", id: "job_alone" }, null);
  const props = { tile: lone, connection: lost, zone: "UTC", now, today: now, without: "/watch" };
  const drawn = renderToStaticMarkup(<WallTile {...props} />);
  expect(drawn.match(/>job_alone</g)).toHaveLength(1);
  expect(read({ id: "job_typed", type: "parse" }, now)).toMatch(/parse +job_typed/);
});

test("the clock of a job in flight stands still with the link, which is called stale in time", () => {
  const running = { status: "running", startedAt: now - 5_000 } as const;
  expect(read(running, now + 10_000)).toContain("5 s Reconnecting");
  expect(read(running, now + 90_000)).toContain("5 s Stale since 08:55:00");
});
