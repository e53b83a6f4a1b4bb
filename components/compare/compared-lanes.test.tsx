import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { buildFact, mergeAll } from "#lib/domain/merge/build-facts.ts";
import { toTimeline } from "#lib/domain/timeline/timeline.ts";
import { ComparedLanes } from "./compared-lanes.tsx";

const now = Date.parse("2024-06-17T08:55:00Z");

test("the side whose link is down tells what is known at least, and the other one goes on", () => {
  const fields = { status: "running", createdAt: now - 60_000, startedAt: now - 60_000 } as const;
  const timeline = toTimeline(mergeAll([buildFact({ fields })]), now);
  const drawn = renderToStaticMarkup(
    <ComparedLanes a={timeline} b={timeline} zone="UTC" frozen={{ a: true, b: false }} />,
  );
  expect(drawn).toMatch(/aria-label="A: [^"]*at least 1 m 00 s/);
  expect(drawn).not.toMatch(/aria-label="B: [^"]*at least/);
});
