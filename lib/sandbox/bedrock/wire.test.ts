import { expect, test } from "vitest";
import { formOf } from "./choose-form.ts";
import { planHistory } from "./history.ts";
import { regularForm } from "./wire-form.ts";
import { renderJob, renderListed } from "./wire.ts";

const now = Date.parse("2026-02-11T12:00:00Z");
const history = planHistory(3_000, now, 1);
const bodies = history.map((plan) => renderJob(plan, now));

test("most jobs are told in the regular form", () => {
  const regular = history.filter((plan) => formOf(plan) === regularForm).length;
  expect(regular / history.length).toBeGreaterThan(0.6);
  expect(regular / history.length).toBeLessThan(0.8);
});

test.each([
  ["the job in data", /^\{"data":\{"id":/],
  ["the job bare", /^\{"job_id":/],
  ["target_type and target_id", /"target_type":"Block","target_id":"blk_/],
  ["a target object in lower case", /"target":\{"type":"block","id":"blk_/],
  ["PENDING", /"status":"PENDING"/],
  ["Queued", /"status":"Queued"/],
  ["pending", /"status":"pending"/],
  ["a word nobody documented", /"status":"PROCESSING"/],
  ["CANCELLED", /"status":"CANCELLED"/],
  [
    "an error in the events only",
    /"error":\{"code":"\w+","message":"[^"]+"\}\}\],"results":null,"c/,
  ],
  [
    "an error at the top only",
    /"status":"(FAILED|Failed|failed)"(,"timestamp":"[^"]+")?\}\],("results":null,)?"error":/,
  ],
  ["no events", /"events":null/],
  ["an empty list of events", /"events":\[\]/],
  ["events without timestamps", /"events":\[\{"status":"\w+"\}/],
  ["events out of order", /"events":\[\{"status":"COMPLETED","timestamp"/],
  ["times with an offset", /"created_at":"[^"]+\.\d{6}\+00:00"/],
  ["a 64-bit integer", /"trace_id":\d{19}[,}]/],
  ["a decimal with its trailing zero", /"tolerance":0\.\d{3}0/],
  ["a secret", /"callback_token":"cbt_\w{32}"/],
  ["a URI that no browser opens", /"uri":"gs:\/\//],
  ["a URI that a browser opens", /"uri":"https:\/\//],
  ["a missing raster", /Source image missing: sheet [A-Z]-\d+ has no raster at revision \d\./],
])("among the history there is %s", (_name, pattern) => {
  expect(bodies.some((body) => pattern.test(body))).toBe(true);
});

test("some failed jobs say nowhere why, and some jobs lack updated_at", () => {
  const failed = bodies.filter((_body, index) => history[index]?.outcome === "FAILED");
  expect(failed.some((body) => !body.includes('"error"'))).toBe(true);
  expect(bodies.some((body) => body.startsWith('{"data"') && !body.includes("updated_at"))).toBe(
    true,
  );
});

test("every body and every list entry is JSON", () => {
  const listed = history.map((plan) => renderListed(plan, now));
  for (const text of [...bodies, ...listed]) expect(JSON.parse(text)).toBeTypeOf("object");
});

test("before its end a job tells only what has happened", () => {
  for (const plan of history.slice(0, 300)) {
    const early = renderJob(plan, plan.createdAt);
    expect(early).toMatch(/"status":"(PENDING|Queued|pending|SCHEDULED)"/);
    expect(early).not.toMatch(/"overlay":|COMPLETED|FAILED|"error"/);
  }
});
