import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Lookup } from "#lib/domain/paste/lookup.ts";
import { AskRest } from "./ask-rest.tsx";

function draw(...states: Lookup["state"][]): string {
  const data = states.map((state, at): Lookup => {
    const id = `job_${at}`;
    return { text: id, id, source: "bedrock", found: false, state, job: null, reason: null };
  });
  const answer = { data, meta: { hasMore: false, retryAfterMs: null } };
  return renderToStaticMarkup(
    <AskRest answer={answer} onTold={() => undefined} again="/lookup?q=x" zone="UTC" />,
  );
}

test("what was not asked for, or not answered, can be asked for: by a button, and by a link without JavaScript", () => {
  const drawn = draw("found", "missing", "malformed", "unasked", "unanswered");
  expect(drawn).toContain(">Ask for 2 IDs</button>");
  expect(drawn).toMatch(/<a href="\/lookup\?q=x"[^>]*>Ask for more<\/a>/);
  expect(draw("unanswered")).toContain(">Ask for 1 ID</button>");
});

test("where each ID is found, missing or malformed nothing is offered", () => {
  expect(draw("found", "missing", "malformed")).toBe("");
});
