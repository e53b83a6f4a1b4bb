import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { jsonKind } from "#lib/domain/json/kind.ts";
import { TableRow } from "./table-row.tsx";

function titleOf(text: string, more = 0): string | undefined {
  const cell = { node: 1, text, kind: jsonKind.string, more };
  const html = renderToStaticMarkup(
    <TableRow
      row={{ place: 0, node: 0, cells: [cell], isObject: true }}
      columns={["a"]}
      style={{}}
      activeColumn={null}
      toId={String}
      onShow={() => undefined}
    />,
  );
  return /title="([^"]*)"/.exec(html)?.[1]?.replaceAll("&quot;", '"').replaceAll("&#x27;", "'");
}

test.each([
  ['"2026-01-02T04:04:05+01:00"', 0, ", 2026-01-02 03:04:05.000 UTC"],
  ['"2026-01-02 03:04:05Z"', 1, ", 2026-01-02 03:04:05.000 UTC, and 1 more under the same key"],
  ['"2026-01-02 03:04:05"', 0, ", no zone given"],
  ['"2026-01-02 and more"', 0, ""],
  ['"plain"', 0, ""],
  [`"https://example.com/${"a".repeat(58)}…`, 0, ""],
])("the cell %s tells on hover when that is", (text, more, told) => {
  expect(titleOf(text, more)).toBe(text + told);
});
