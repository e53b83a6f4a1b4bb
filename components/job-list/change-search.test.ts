import { expect, test } from "vitest";
import { changeSearch } from "./change-search.ts";

test("a change keeps what another one has just brought, and drops the cursor of a page", () => {
  const edit = (params: URLSearchParams) => params.set("status", "running");
  expect(changeSearch("", edit)).toBe("status=running");
  expect(changeSearch("?min_duration=5m&status=failed&cursor=x", edit)).toBe(
    "status=running&min_duration=5m",
  );
});
