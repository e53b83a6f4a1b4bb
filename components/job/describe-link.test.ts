import { expect, test } from "vitest";
import { idleConnection, type ConnectionState } from "#lib/client/live/connection-state.ts";
import type { Job } from "#lib/domain/job.ts";
import type { Link } from "#lib/domain/live-frame.ts";
import { describeLink } from "./describe-link.ts";

const now = Date.UTC(2026, 0, 5, 14, 2, 40);
const job: Job = {
  source: "bedrock",
  id: "job_1",
  type: "parse",
  status: "running",
  rawStatus: "RUNNING",
  organizationId: null,
  project: null,
  target: null,
  parentId: null,
  createdAt: now - 60_000,
  startedAt: now - 50_000,
  finishedAt: null,
  updatedAt: null,
  queueMs: 10_000,
  runMs: null,
  progress: null,
  error: null,
  events: [],
  artifacts: [],
  payloadBytes: null,
  resultsBytes: null,
  observedAt: now - 5_000,
};
const live: ConnectionState = { ...idleConnection, phase: "live", heardAt: now };
const toLink = (state: Link["state"], rest: Partial<Link> = {}): Link => ({
  state,
  since: now - 30_000,
  detail: null,
  retryAt: null,
  ...rest,
});
const describe = (link: Link | null, connection = live, of = job) => {
  const { word, more } = describeLink(of, link, connection, now, "UTC");
  return `${word}${more ? ` · ${more}` : ""}`;
};

test("each state of the link to the upstream has its word, and its age or its next try", () => {
  expect(describe(null)).toBe("Connecting");
  expect(describe(toLink("live"))).toBe("Live · since 14:02:10");
  expect(describe(toLink("polling", { detail: "every 3 s" }))).toBe("Polling · every 3 s");
  const lost = { retryAt: now + 4_000 };
  expect(describe(toLink("reconnecting", lost))).toBe(
    "Reconnecting · since 14:02:10 · next try in 4 s",
  );
  const long = { ...lost, since: now - 60_000 };
  expect(describe(toLink("reconnecting", long))).toBe("Stale since 14:01:40 · next try in 4 s");
  expect(describe(toLink("stale", lost))).toBe("Stale since 14:02:10 · next try in 4 s");
  expect(describe(toLink("ended"))).toBe("Ended");
});

test("a live link to the upstream counts for nothing while the browser has lost Gantry", () => {
  const lost: ConnectionState = { ...live, phase: "reconnecting", heardAt: now - 10_000 };
  expect(describe(toLink("live"), lost)).toBe("Reconnecting · shown as of 14:02:35");
  const quiet = { ...job, observedAt: now - 3_600_000 };
  expect(describe(toLink("live"), lost, quiet)).toBe("Reconnecting · shown as of 14:02:30");
  expect(describe(toLink("stale"), lost, quiet)).toBe("Reconnecting · shown as of 13:02:40");
  expect(describe(toLink("live"), { ...lost, phase: "signed-out" })).toBe(
    "Signed out · shown as of 14:02:35",
  );
});

test("a clock that is wrong changes nothing about when a link is tried again", () => {
  const lost = toLink("reconnecting", { retryAt: now + 4_000 });
  for (const skewMs of [-180_000, 180_000]) {
    const { more } = describeLink(job, lost, { ...live, skewMs }, now - skewMs, "UTC");
    expect(more).toBe("since 14:02:10 · next try in 4 s");
  }
});

test("while the browser polls Gantry, a link is not called live", () => {
  expect(describe(toLink("live"), { ...live, phase: "polling" })).toBe("Polling · since 14:02:10");
});

test("a job that has ended has no link to speak of", () => {
  const lost: ConnectionState = { ...live, phase: "reconnecting" };
  expect(describe(null, lost, { ...job, status: "failed" })).toBe("Ended");
});
