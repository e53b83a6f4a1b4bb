import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { buildFact, buildStatus, mergeAll } from "#lib/domain/merge/build-facts.ts";
import type { EventDraft, JobFact } from "#lib/domain/job-fact.ts";
import { JobFacts } from "./job-facts.tsx";

const now = Date.parse("2024-06-17T08:55:00Z");

function read(fields: JobFact["fields"], isUnread = false, events: EventDraft[] = []): string {
  const job = mergeAll([buildFact({ fields, events })]);
  return renderToStaticMarkup(<JobFacts {...{ job, now, isUnread }} frozen={false} zone="UTC" />)
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
}

test("a job that runs tells since when, whatever small skew its start has", () => {
  expect(read({ status: "running", startedAt: now - 5_000 })).toContain("Running 5 s so far");
  expect(read({ status: "running", startedAt: now + 1_000 })).toContain("Running 0 ms so far");
});

test("a start or a creation that lies in the future is said, and no length is made of it", () => {
  const ahead = "– the upstream’s times lie in the future";
  expect(read({ status: "running", startedAt: now + 3_600_000 })).toContain(`Running ${ahead}`);
  expect(read({ status: "queued", createdAt: now + 3_600_000 })).toContain(`Waiting ${ahead}`);
  expect(read({ status: "running" })).toContain("Running – the upstream does not say");
});

test("a job is said to run only where the upstream says so", () => {
  expect(read({ status: "unknown", rawStatus: "HIBERNATING" })).toContain("Ran – the upstream");
  expect(read({ status: "running" })).toContain("Running –");
});

test("where nobody tells the creation, the upstream's own record of it counts", () => {
  const queued = buildStatus("queued", now - 10_800_000);
  expect(read({ status: "queued" }, false, [queued])).toContain("Waiting 3 h 00 m so far");
  const started = { status: "running", startedAt: now - 60_000 } as const;
  expect(read(started, false, [queued])).toContain("Waited 2 h 59 m created to started");
  const seen = { ...queued, origin: "observed" } as const;
  expect(read({ status: "queued" }, false, [seen])).toContain("Waiting – the upstream does not");
});

test("of a record that nobody has read it is not said what the upstream does not tell", () => {
  const failed = { status: "failed", createdAt: null } as const;
  expect(read(failed)).toContain("never started, or not recorded");
  const unread = read(failed, true);
  expect(unread.match(/– not read yet/g)).toHaveLength(3);
  expect(unread).not.toMatch(/never started|the upstream does not say/);
  expect(read({ status: "failed", startedAt: 1, finishedAt: 5_001 }, true)).toContain("Ran 5 s");
});
