import { expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import { toRowTitle } from "./row-title.ts";

test("the title of a row says whole what its cells cut off", () => {
  const job = buildSummary({
    id: "job_1",
    type: "overlay.generate\u202e",
    status: "failed",
    rawStatus: "ERRORED",
    project: { id: "prj_1", name: "North wing" },
    target: { type: "sheet", id: "sht_9" },
    error: { code: "bad_scale", message: "No scale bar was found on the sheet." },
    createdAt: Date.UTC(2026, 10, 22, 12, 57, 56, 120),
    finishedAt: null,
  });
  expect(toRowTitle(job, "Europe/Zurich").split("\n")).toEqual([
    "overlay.generate⟨U+202E⟩",
    "bedrock job_1",
    "Failed: the upstream says ERRORED",
    "bad_scale: No scale bar was found on the sheet.",
    "Project North wing, prj_1",
    "Target sheet sht_9",
    "Created 2026-11-22 13:57:56.120 +01:00 Europe/Zurich",
  ]);
});

test("of a job of which nothing is known, nothing is made up", () => {
  const job = buildSummary({ id: "job_1", type: "", rawStatus: "", createdAt: null });
  expect(toRowTitle(job, "UTC")).toBe("bedrock job_1");
});
