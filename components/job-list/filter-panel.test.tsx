import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { conditionNames } from "#lib/domain/list-query/list-params.ts";
import FilterPanel from "./filter-panel.tsx";
import { EmptyList } from "./list-message.tsx";

const draw = (search: string) =>
  renderToStaticMarkup(
    <FilterPanel
      search={search}
      values={{ types: ["parse"], projects: [] }}
      list={null}
      isLoading={false}
      onShow={() => undefined}
      sources={[{ name: "bedrock", label: "Bedrock" }]}
    />,
  );

test.each(conditionNames)("the panel shows what the address has for %s", (name) => {
  expect(draw(`${name}=5m`)).not.toBe(draw(""));
});

test.each(["source", "status", "type", "project", "target", "parent", "failure"])(
  "the panel shows what the address leaves out for %s, and jobs without one",
  (name) => {
    expect(draw(`${name}=-x`)).toContain('aria-pressed="true" aria-label="not x"');
    expect(draw(`${name}=`)).not.toBe(draw(""));
  },
);

test("a usual range that is left out is pressed at its preset, another one in a row of its own", () => {
  const html = draw("not_duration=>%3D5m&not_ended=<3h");
  expect(html).toContain('aria-pressed="true" aria-label="not 5 m or more"');
  expect(html).toContain('aria-pressed="true" aria-label="not &lt;3h"');
  expect(html.match(/aria-pressed="true"/g)).toHaveLength(2);
});

test("what an address cannot ask for alone is shown, said and not offered", () => {
  const html = renderToStaticMarkup(
    <FilterPanel
      search="type=--dash.type"
      values={{ types: ["-dash.type", "x".repeat(201)], projects: [] }}
      list={null}
      isLoading={false}
      onShow={() => undefined}
      sources={[]}
    />,
  );
  expect(html.match(/<input type="checkbox" disabled=""/g)).toHaveLength(2);
  expect(html).toContain('aria-pressed="true" aria-label="not -dash.type"');
  expect(html).toContain("only “not” can be said");
  expect(html).toContain("too long for an address");
});

test("what acts unseen in a value is written out", () => {
  expect(draw("target=a%E2%80%AEb")).toContain("a⟨U+202E⟩b");
});

test("the fields of a range say which end they are, and show examples as such", () => {
  const html = draw("");
  expect(html).toMatch(/>from<input aria-label="Duration from" placeholder="e\.g\. 5m"/);
  expect(html).toMatch(/>to<input aria-label="Duration to" placeholder="e\.g\. 1h"/);
});

test.each(conditionNames)("an empty list offers to leave out %s", (name) => {
  const html = renderToStaticMarkup(<EmptyList search={`${name}=x`} isFailing={false} />);
  expect(html).toContain('<a href="/jobs">');
});
