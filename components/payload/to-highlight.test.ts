import { expect, test } from "vitest";
import { queryMax } from "./payload-bounds.ts";
import { toHighlight } from "./to-highlight.ts";

test.each(["a", "é", "/", "\\", "\u0001"])("as many %j as can be typed make a pattern", (unit) => {
  const query = unit.repeat(queryMax);
  for (const text of [query, `"${query.slice(2)}"`])
    expect(() => "x".split(toHighlight(text))).not.toThrow();
});
