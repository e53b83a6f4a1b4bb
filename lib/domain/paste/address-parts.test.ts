import { expect, test } from "vitest";
import { maxAddressLength, toAddressParts } from "./address-parts.ts";
import { listLimits, toIdSearches } from "../list-query/list-params.ts";

const toLength = (text: string) => text.length;

test("a part ends with so many things, or before the one that is too long for it", () => {
  expect(toAddressParts([], { max: 2, toLength })).toEqual([]);
  expect(toAddressParts(["a", "b", "c"], { max: 2, toLength })).toEqual([["a", "b"], ["c"]]);
  const half = "x".repeat(maxAddressLength / 2);
  const parts = [["a", half], [half, half], ["b"]];
  expect(toAddressParts(parts.flat(), { max: 9, toLength })).toEqual(parts);
});

test("what is too long by itself has a part of its own", () => {
  const long = "x".repeat(maxAddressLength + 1);
  expect(toAddressParts(["a", long, "b"], { max: 9, toLength })).toEqual([["a"], [long], ["b"]]);
});

test.each(["job_1", "job_01J8P0ABCDEFGHJKMNPQRSTVWX", "3c90c3cc-0d44-4b50-8888-8dd25736052a"])(
  "lists of IDs like %s have addresses that a proxy takes",
  (id) => {
    const searches = toIdSearches(Array.from({ length: 500 }, () => id));
    const counts = searches.map((search) => new URLSearchParams(search).getAll("id").length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(listLimits.ids);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(500);
    for (const search of searches) expect(search.length).toBeLessThanOrEqual(maxAddressLength);
  },
);
