import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { buildFact, mergeAll } from "#lib/domain/build-facts.ts";
import type { JobFact } from "#lib/domain/job-fact.ts";
import { JobFacts } from "./job-facts.tsx";

const now = Date.parse("2024-06-17T08:55:00Z");

function read(fields: JobFact["fields"], isUnread = false): string {
  const job = mergeAll([buildFact({ fields })]);
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

test("of a record that nobody has read it is not said what the upstream does not tell", () => {
  const failed = { status: "failed", createdAt: null } as const;
  expect(read(failed)).toContain("never started, or not recorded");
  const unread = read(failed, true);
  expect(unread.match(/– not read yet/g)).toHaveLength(3);
  expect(unread).not.toMatch(/never started|the upstream does not say/);
  expect(read({ status: "failed", startedAt: 1, finishedAt: 5_001 }, true)).toContain("Ran 5 s");
});
