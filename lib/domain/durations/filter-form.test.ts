import { describe, expect, test } from "vitest";
import { toChartRange } from "./chart-range.ts";
import { toDurationsSearch } from "./durations-address.ts";
import { parseDurationsQuery } from "./durations-query.ts";
import {
  listOtherConditions,
  pieceField,
  readFilterForm,
  toFilterForm,
  toPiece,
  type FilterForm,
} from "./filter-form.ts";

const now = Date.UTC(2026, 10, 22, 14, 30);
const readAddress = (search: string) => parseDurationsQuery(new URLSearchParams(search), now);

/** As a browser sends the form. */
function submit({ from, to, ...pieces }: FilterForm) {
  const fields = Object.values(pieces).map((piece) => [pieceField, piece]);
  return readFilterForm(new URLSearchParams([...fields, ["from", from], ["to", to]]));
}

const toForm = (search: string) => toFilterForm(readAddress(search).query);

describe("the form of the charts, sent as it was drawn, asks for the same charts", () => {
  test.each([
    "",
    "ended_after=24h",
    "ended_after=7d&source=figur",
    "status=failed&status=partial&status=-canceled",
    "type=a&type=b&type=-c&project=prj_1&project=",
    "project=-&source=-bedrock&type=overlay.*",
    `ended_after=${Date.UTC(2026, 4, 10, 10) - 1}&ended_before=${Date.UTC(2026, 4, 10, 12)}`,
    `ended_after=${Date.UTC(2026, 2, 10) - 1}&ended_before=${Date.UTC(2026, 3, 30)}`,
    "ended_after=2026-05-10T10:00:30Z&ended_before=2026-05-10T12:00:30Z",
    "ended_before=2026-05-10",
  ])("%s", (search) => {
    const { query } = readAddress(search);
    const sent = readAddress(submit(toFilterForm(query)));
    expect(sent.errors).toEqual([]);
    expect(sent.query.filter).toEqual(query.filter);
    expect(toChartRange(sent.query.range, now)).toEqual(toChartRange(query.range, now));
  });
});

test("another choice takes the place of one, and of several, and leaves the rest as it is", () => {
  const form = toForm("type=a&type=b&type=-c&status=failed&project=&ended_after=30d");
  expect(submit({ ...form, type: toPiece("type", ["d"]), project: "" })).toBe(
    "?type=d&type=-c&status=failed&ended_after=30d",
  );
  expect(submit({ ...form, type: "", from: "2026-05-10T10:00" })).toBe(
    "?project=&type=-c&status=failed&ended_after=2026-05-10T10%3A00",
  );
});

test("a range that was dragged begins where it begins", () => {
  const after = Date.UTC(2026, 4, 10, 10) - 1;
  expect(toForm(`ended_after=${after}`)).toMatchObject({ from: "2026-05-10T10:00", to: "" });
});

test("what has no field of its own is listed, each with what remains without it", () => {
  const { filter } = readAddress("type=a&type=-b&type=-c&status=failed&status=-canceled").query;
  const without = (others: typeof filter) => toDurationsSearch({ filter: others, range: "7d" });
  const [types, statuses, excluded, ...more] = listOtherConditions(filter);
  expect(types).toMatchObject({ name: "type", isExcluded: true, values: ["b", "c"] });
  expect(types && without(types.others)).toBe("?type=a&status=failed&status=-canceled");
  expect(statuses).toMatchObject({ name: "status", isExcluded: false, values: ["failed"] });
  expect(statuses && without(statuses.others)).toBe("?type=a&type=-b&type=-c&status=-canceled");
  expect(excluded).toMatchObject({ name: "status", isExcluded: true, values: ["canceled"] });
  expect(excluded && without(excluded.others)).toBe("?type=a&type=-b&type=-c&status=failed");
  expect(more).toEqual([]);
});
