import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { listOrders } from "#lib/domain/list-filter.ts";
import { sortWords } from "./describe-list.ts";
import { SortMenu } from "./sort-menu.tsx";

const sorts = listOrders.flatMap((order) => [order, `-${order}`]);

test("every order of a list has its words", () => {
  expect([...sortWords.keys()].toSorted()).toEqual(sorts.toSorted());
});

test.each(sorts)("sorted by %s, the list says so and leads to each other order", (sort) => {
  const html = renderToStaticMarkup(<SortMenu search={`status=failed&sort=${sort}`} />);
  expect(html).toContain(`>${sortWords.get(sort)}</span>`);
  expect(html.match(/aria-current="true"/g)).toHaveLength(1);
  for (const other of sorts) {
    const named = other === "-created" ? "" : `&amp;sort=${other}`;
    expect(html).toContain(`href="/jobs?status=failed${named}"`);
  }
});
