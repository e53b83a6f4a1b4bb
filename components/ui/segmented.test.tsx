import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Segmented } from "./segmented.tsx";

test("a segmented control is a named group of radio buttons with one checked", () => {
  const html = renderToStaticMarkup(
    <Segmented
      label="View"
      options={[
        { value: "tree", label: "Tree" },
        { value: "raw", label: "Raw" },
      ]}
      value="raw"
      onChange={() => undefined}
    />,
  );
  expect(html).toContain('role="radiogroup" aria-label="View"');
  expect(html.match(/type="radio"/g)).toHaveLength(2);
  expect(html.match(/checked=""/g)).toHaveLength(1);
  expect(html).toMatch(/checked="" value="raw"|value="raw"[^>]*checked=""/);
});
