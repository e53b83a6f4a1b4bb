import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compactEvents } from "./compact-events.ts";
import type { JobEvent } from "../job.ts";
import type { EventMark } from "./timeline.ts";

type Draft = [kind: JobEvent["kind"], at: number, message: string];

function buildMarks(drafts: Draft[]): EventMark[] {
  return drafts.map(([kind, at, message], index) => ({
    event: {
      seq: index + 1,
      at,
      kind,
      status: kind === "status" ? "running" : null,
      rawStatus: null,
      message,
      fraction: null,
      error: null,
      artifacts: [],
      origin: "upstream",
    },
    position: 0,
    gapMs: at - (drafts[index - 1]?.[1] ?? at),
    previousAt: drafts[index - 1]?.[1] ?? null,
  }));
}

function outline(drafts: Draft[]) {
  return compactEvents(buildMarks(drafts)).map((row) => {
    if (row.kind === "idle") return `idle ${row.idleMs}`;
    return row.kind === "group"
      ? `${row.label} (${row.marks.length} in ${row.spanMs})`
      : row.mark.event.message;
  });
}

test("progress in a row is one row, with what its messages share said once", () => {
  expect(
    outline([
      ["status", 0, "Started"],
      ["progress", 1_000, "Processing sheet 1 of 12"],
      ["progress", 2_000, "Processing sheet 2 of 12"],
      ["progress", 4_000, "Processing sheet 12 of 12"],
      ["stage", 5_000, "Matching"],
      ["progress", 6_000, "Matching blocks"],
      ["status", 7_000, "Done"],
    ]),
  ).toEqual([
    "Started",
    "Processing sheet 1 of 12 … 12 of 12 (3 in 3000)",
    "Matching",
    "Matching blocks",
    "Done",
  ]);
});

test("a long silence is marked and parts the progress around it, a short one is not", () => {
  expect(
    outline([
      ["progress", 0, "Reading"],
      ["progress", 20_000, "Reading"],
      ["progress", 80_000, "Writing"],
      ["progress", 81_000, "Writing more"],
    ]),
  ).toEqual(["Reading (2 in 20000)", "idle 60000", "Writing … Writing more (2 in 1000)"]);
});

test("no event is lost or doubled", () => {
  const anyDraft = fc.tuple(
    fc.constantFrom<JobEvent["kind"]>("status", "progress", "stage", "note"),
    fc.nat(90_000),
    fc.constantFrom("a", "a b", "c"),
  );
  fc.assert(
    fc.property(fc.array(anyDraft), (drafts) => {
      let at = 0;
      const marks = buildMarks(drafts.map(([kind, gapMs, text]) => [kind, (at += gapMs), text]));
      const kept = compactEvents(marks).flatMap((row) => {
        if (row.kind === "idle") return [];
        return row.kind === "group" ? row.marks : [row.mark];
      });
      expect(kept).toEqual(marks);
    }),
  );
});
