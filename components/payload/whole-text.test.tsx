import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { toHighlight } from "./to-highlight.ts";
import { WholeText } from "./whole-text.tsx";

function draw(text: string, query: string | null) {
  const piece = { text, before: 0, after: 1_200 };
  const highlight = query === null ? null : toHighlight(query);
  const html = renderToStaticMarkup(<WholeText label="" piece={piece} highlight={highlight} />);
  return {
    html,
    said: html.replaceAll(/<p .*?<\/p>|<[^>]*>/g, "").replaceAll("&quot;", '"'),
    marks: Array.from(html.matchAll(/<mark[^>]*>(.*?)<\/mark>/g), ([, text]) => text),
  };
}

test("a string reads as what it says, with hits marked however they are escaped", () => {
  const { html, said, marks } = draw(String.raw`"a \"caf\u00e9\"\nCAFÉ \u202e"`, "café");
  expect(said).toBe('a "café"\nCAFÉ ⟨U+202E⟩');
  expect(marks).toEqual(["café", "CAFÉ"]);
  expect(html).toContain("1.2 kB more; a copy has them all.");
});

test("a hit that ends a quote marks what is within it", () => {
  expect(draw('"the end"', 'end"').marks).toEqual(["end"]);
});

test("nothing is lost where nothing is searched for, or nothing is found", () => {
  expect(draw("12.50e3", null)).toMatchObject({ said: "12.50e3", marks: [] });
  expect(draw('"a b"', "c")).toMatchObject({ said: "a b", marks: [] });
});

test("of very many hits the first are marked, and the text goes on", () => {
  const { said, marks } = draw(`"${"a".repeat(5_000)}"`, "a");
  expect(marks).toHaveLength(500);
  expect(said).toHaveLength(5_000);
});
