import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { buildJobEvent } from "#lib/domain/merge/build-facts.ts";
import type { Job, JobEvent } from "#lib/domain/job.ts";
import { TimelinePanel } from "./timeline-panel.tsx";

const createdAt = Date.parse("2024-06-17T08:55:00Z");
const minuteMs = 60_000;

function buildEvent(event: Partial<JobEvent>): JobEvent {
  return buildJobEvent({ at: createdAt, ...event });
}

const pending = buildEvent({ seq: 1, status: "queued", rawStatus: "PENDING" });
const started = buildEvent({
  seq: 2,
  at: createdAt + 2_000,
  status: "running",
  rawStatus: "RUNNING",
});
const completed = buildEvent({
  seq: 3,
  at: createdAt + 90_000,
  status: "succeeded",
  rawStatus: "COMPLETED",
});

/** The job that Bedrock's reference documents. */
function buildJob(job: Partial<Job> = {}): Job {
  return {
    source: "bedrock",
    id: "job_01JABCD123",
    type: "overlay.generate",
    status: "succeeded",
    rawStatus: "COMPLETED",
    organizationId: null,
    project: null,
    target: null,
    parentId: null,
    createdAt,
    startedAt: createdAt + 2_000,
    finishedAt: createdAt + 90_000,
    updatedAt: null,
    queueMs: 2_000,
    runMs: 88_000,
    progress: null,
    error: null,
    events: [pending, started, completed],
    artifacts: [],
    payloadBytes: null,
    resultsBytes: null,
    observedAt: createdAt,
    ...job,
  };
}

function render(job: Partial<Job> = {}, { frozen = false, zone = "UTC" } = {}): string {
  return renderToStaticMarkup(
    <TimelinePanel job={buildJob(job)} now={createdAt + minuteMs} zone={zone} frozen={frozen} />,
  );
}

function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

const running: Partial<Job> = {
  status: "running",
  rawStatus: "RUNNING",
  finishedAt: null,
  runMs: null,
  events: [pending, started],
};

test("the documented job reads waited 2 s, ran 1 m 28 s, three events", () => {
  const html = render();
  expect(html).toContain(
    'role="img" aria-label="Waited 2 s, ran 1 m 28 s; 1 m 30 s in all, 3 events."',
  );
  expect(textOf(html)).toContain("08:55:00.000 Queued PENDING +0 ms");
  expect(textOf(html)).toContain("08:55:02.000 Started RUNNING +2.0 s");
  expect(textOf(html)).toContain("08:56:30.000 Succeeded COMPLETED +1 m 28 s");
  expect(html.match(/<li /g)).toHaveLength(3);
});

test("instants are written in the zone given, exact with zone on hover", () => {
  const html = render({}, { zone: "Europe/Zurich" });
  expect(html).toContain(
    '<time dateTime="2024-06-17T08:55:02.000Z" title="2024-06-17 10:55:02.000 +02:00 Europe/Zurich"',
  );
});

test("a new day is written out where it begins", () => {
  const late = buildEvent({ seq: 3, at: createdAt + 86_400_000, status: "succeeded" });
  expect(textOf(render({ events: [pending, late] }))).toContain("2024-06-18 08:55:00.000");
});

describe("a failed job", () => {
  const error = { code: "PROCESSING_ERROR", message: "Source image missing." };
  const failed = buildEvent({
    seq: 3,
    at: createdAt + 90_000,
    status: "failed",
    rawStatus: "FAILED",
  });
  const job: Partial<Job> = { status: "failed", rawStatus: "FAILED" };

  test("shows the event's error whole, in the one row that can be jumped to", () => {
    const html = render({ ...job, events: [pending, started, { ...failed, error }] });
    expect(html.match(/id="failed-event"/g)).toHaveLength(1);
    expect(textOf(html)).toContain("Failed +1 m 28 s PROCESSING_ERROR · Source image missing.");
  });

  test("shows the job's error where the event has none", () => {
    expect(textOf(render({ ...job, error, events: [failed] }))).toContain(
      "PROCESSING_ERROR · Source image missing.",
    );
  });

  test("keeps its failure in view however many events there are", () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      buildEvent({ seq: index + 2, at: createdAt + index, kind: "note", message: `Note ${index}` }),
    );
    const middle = { ...failed, seq: 150, at: createdAt + 148, error };
    const html = render({ ...job, events: [...many.filter(({ seq }) => seq !== 150), middle] });
    expect(html).toContain('id="failed-event"');
    expect(html.match(/<time /g)).toHaveLength(151);
    expect(textOf(html)).toContain("show all 400");
  });
});

test("up to 200 events are all shown", () => {
  const events = Array.from({ length: 200 }, (_, index) =>
    buildEvent({ seq: index + 1, at: createdAt + index, kind: "note", message: `Note ${index}` }),
  );
  const html = render({ events });
  expect(html.match(/<time /g)).toHaveLength(200);
  expect(html).not.toContain("show all");
});

test("the bar of a running job reaches until now", () => {
  const html = render(running);
  expect(html).toContain("Waited 2 s, running 58 s; 1 m 00 s in all");
  expect(html).not.toContain("at least");
});

test("behind a blind link the clock says that it is a lower bound", () => {
  const html = render(running, { frozen: true });
  expect(html).toContain("running at least 58 s");
  expect(textOf(html)).toContain("Running ≥ 58 s");
  expect(html).toContain("This clock stands still");
});

test("a blind link changes nothing about a job that has ended", () => {
  expect(render({}, { frozen: true }).replaceAll(/_R_\w*_/g, "")).toBe(
    render().replaceAll(/_R_\w*_/g, ""),
  );
});

test("a running job of unknown start is not said to run or to wait", () => {
  const html = render({ ...running, startedAt: null, queueMs: null, events: [] });
  expect(html).toContain("Since created 1 m 00 s");
  expect(textOf(html)).toContain("The upstream recorded no events.");
});

test("a job without times and events says so and draws no axis", () => {
  const none = { createdAt: null, startedAt: null, finishedAt: null, queueMs: null, runMs: null };
  const html = render({ ...none, events: [] });
  expect(html).not.toContain('role="img"');
  expect(textOf(html)).toContain("The upstream gave no time at which the job ended.");
});

test("a job of which one instant is known has no length to draw", () => {
  const ended: Partial<Job> = { startedAt: null, finishedAt: null, queueMs: null, runMs: null };
  const html = render({ ...ended, events: [pending] });
  expect(html).not.toContain('role="img"');
  expect(textOf(html)).toContain("08:55:00.000 Queued PENDING");
  expect(render({ ...ended, events: [pending, started] })).toContain('role="img"');
});

test("a status nobody documented is shown raw beside ours", () => {
  const odd = buildEvent({
    seq: 3,
    at: createdAt + 5_000,
    status: "unknown",
    rawStatus: "THAWING",
  });
  expect(textOf(render({ ...running, status: "unknown", events: [pending, odd] }))).toContain(
    "Unknown THAWING",
  );
});

test("progress shows message and share, and what only the stream told is marked", () => {
  const progress = buildEvent({
    seq: 3,
    at: createdAt + 5_000,
    kind: "progress",
    message: "Matching <blocks>",
    fraction: 0.5,
    origin: "observed",
  });
  const html = render({ ...running, events: [pending, started, progress] });
  expect(textOf(html)).toContain("Matching &lt;blocks&gt; 50 % ≈ seen live +3.0 s");
});

test("an event without a time says so", () => {
  const untimed = buildEvent({ seq: 2, at: null, status: "running", rawStatus: "RUNNING" });
  expect(textOf(render({ events: [pending, untimed] }))).toContain("no time Started RUNNING");
});

test("a note is chosen by how long the job has waited, by its record where its creation is not told", () => {
  const notes = [
    { afterMs: 0, note: "As usual." },
    { afterMs: 50_000, note: "Late." },
  ];
  const waiting: Partial<Job> = { status: "queued", createdAt: null, startedAt: null };
  const job = buildJob({ ...waiting, finishedAt: null, queueMs: null, events: [pending] });
  const html = renderToStaticMarkup(
    <TimelinePanel {...{ job, notes }} now={createdAt + minuteMs} zone="UTC" frozen={false} />,
  );
  expect(textOf(html)).toMatch(/Waiting 1 m 00 s .*Late\./);
});

test("usual marks stand in the drawing's words and beneath it", () => {
  const html = renderToStaticMarkup(
    <TimelinePanel
      job={buildJob()}
      now={createdAt}
      zone="UTC"
      frozen={false}
      usual={{ p50Ms: 88_000, p95Ms: 188_000 }}
      notes={[{ afterMs: 0, note: "Usual for its kind." }]}
    />,
  );
  expect(html).toContain("usually 1 m 28 s, 95 % within 3 m 08 s.");
  expect(textOf(html)).toContain("usually 1 m 28 s 95 % within 3 m 08 s Usual for its kind.");
});
