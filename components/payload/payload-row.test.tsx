import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { jsonKind } from "#lib/domain/json/kind.ts";
import { PayloadRow } from "./payload-row.tsx";
import { toHighlight } from "./to-highlight.ts";

const row = {
  ...{ row: 2, kind: jsonKind.number, depth: 1, place: 0, siblings: 1, count: 0 },
  ...{ canFold: false, isFolded: false, text: "1", rest: 0 },
};

function marksOf(key: string, query: string): string[] {
  const item = { ...row, key };
  const html = renderToStaticMarkup(
    <PayloadRow id="" item={item} isActive={false} highlight={toHighlight(query)} wraps={false} />,
  );
  return Array.from(html.matchAll(/<mark[^>]*>(.*?)<\/mark>/g), ([, text = ""]) =>
    text.replaceAll("&quot;", '"'),
  );
}

test.each([
  ['"note"', "no", "no"],
  ['"odd key"', "key", "key"],
  [String.raw`"caf\u00e9"`, "café", String.raw`caf\u00e9`],
  ['"x\u202Ey"', "x\u202Ey", "x⟨U+202E⟩y"],
  ['"x\u202Ey"', "\u202E", "⟨U+202E⟩"],
  ['"note"', '"note"', "note"],
  ['"note"', '"no', "no"],
  ['"note"', 'te"', "te"],
  ['"odd key"', '"odd', '"odd'],
])("in the key %s the hit of %j is marked", (key, query, mark) => {
  expect(marksOf(key, query)).toEqual([mark]);
});

test("what is in quotes is not marked in the middle of a name", () => {
  expect(marksOf('"notes"', '"note"')).toEqual([]);
  expect(marksOf('"notes"', '"ote')).toEqual([]);
});

test("an address is no stop of its own for the keyboard: the tree is one", () => {
  const item = { ...row, key: '"a"', kind: jsonKind.string, text: '"https://example.com/a"' };
  const html = renderToStaticMarkup(
    <PayloadRow id="" item={item} isActive={false} highlight={null} wraps={false} />,
  );
  expect(html).toMatch(/<a [^>]*tabindex="-1"/i);
});
