import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { FailingSource } from "#lib/domain/live-frame.ts";
import { SourceFailures } from "./source-failures.tsx";

const at = Date.parse("2026-11-22T16:43:01Z");

const say = (known: Partial<FailingSource>) =>
  renderToStaticMarkup(
    <SourceFailures initial={[{ label: "Bedrock", message: "It is down.", ...known }]} />,
  ).replaceAll(/<[^>]+>/g, "");

test("what is shown is as of the last success, with its date where that was another day", () => {
  expect(say({ lastSuccessAt: at, failedAt: at + 5_000 })).toBe(
    "Bedrock cannot be asked just now. It is down. What is shown is as of 16:43:01 and may be out of date.",
  );
  expect(say({ lastSuccessAt: at, failedAt: at + 86_400_000 })).toContain(
    "as of 2026-11-22 16:43:01 and",
  );
});

test("a source that was never read has no such instant", () => {
  expect(say({ failedAt: at })).toContain("What is shown may be out of date.");
});
