import { describe, expect, test } from "vitest";
import { formatDatedCursor } from "./dated-cursor.ts";
import { toListSearch } from "./list-params.ts";
import { parseListParams } from "./parse-list-params.ts";

const now = Date.UTC(2026, 10, 22);
const read = (search: string) => parseListParams(new URLSearchParams(search), now);

test("everything that can be asked for is read", () => {
  const { filter, errors } = read(
    "source=bedrock&source=-figur&status=failed&type=overlay.*&project=&target=-blk_1&parent=job_1&id=job_2" +
      "&q=timeout&not_q=ok&created_after=1000&created_before=2026-11-01T00:00:00Z&ended_after=24h" +
      "&min_duration=1500&max_duration=5m&not_took=1m..2m&not_took=>1h&not_ended=<1h&sort=-duration&limit=7&cursor=abc",
  );
  expect(errors).toEqual([]);
  expect(filter).toEqual({
    source: { include: ["bedrock"], exclude: ["figur"] },
    status: { include: ["failed"], exclude: [] },
    type: { include: ["overlay.*"], exclude: [] },
    project: { include: [null], exclude: [] },
    target: { include: [], exclude: ["blk_1"] },
    parent: { include: ["job_1"], exclude: [] },
    ids: ["job_2"],
    q: "timeout",
    notQ: ["ok"],
    created: { after: 1000, before: Date.UTC(2026, 10, 1) },
    ended: { after: now - 86_400_000 },
    duration: { minMs: 1500, maxMs: 300_000 },
    except: {
      total: [{ minMs: 60_000, maxMs: 120_000 }, { minMs: 3_600_000 }],
      ended: [{ after: now - 3_600_000 }],
    },
    sort: { by: "duration", descending: true },
    limit: 7,
    cursor: "abc",
  });
});

describe("what makes no sense is named", () => {
  test.each([
    ["colour=red", "colour"],
    ["status=failed&status=oops", "status[1]"],
    ["source=-sidekiq", "source[0]"],
    ["created_after=soon", "created_after"],
    ["created_after=99999999999999999", "created_after"],
    ["created_after=2026-99-99", "created_after"],
    ["created_after=2024-02-30", "created_after"],
    ["ended_before=2025-02-29T12:00:00Z", "ended_before"],
    ["ended_after=2024-04-31T23:30-02:00", "ended_after"],
    ["created_after=2&created_before=1", "created_before"],
    ["min_duration=-5", "min_duration"],
    ["min_duration=9&max_duration=1", "max_duration"],
    ["max_duration=99999999999999", "max_duration"],
    ["not_duration=>5m&not_duration=5m", "not_duration[1]"],
    ["not_ended=", "not_ended[0]"],
    ["not_waited=9..1", "not_waited[0]"],
    ["q=%00", "q"],
    ["type=a%00", "type[0]"],
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["limit=1.5", "limit"],
    ["sort=name", "sort"],
    ["sort=cre-ated", "sort"],
    ["sort=created-", "sort"],
    ["sort=--created", "sort"],
    ["q=a&q=b", "q"],
    [`q=${"x".repeat(10_000)}`, "q"],
    [`type=${"x".repeat(201)}`, "type[0]"],
    ["id=a&".repeat(201), "id"],
    ["id=job_1&id=", "id[1]"],
  ])("%s", (search, path) => {
    expect(read(search).errors.map((error) => error.path)).toContain(path);
  });
});

test("an instant without a zone is in UTC, and a day is its beginning", () => {
  const { filter } = read("created_after=2026-11-01T12:30&created_before=2026-11-02");
  expect(filter.created).toEqual({
    after: Date.UTC(2026, 10, 1, 12, 30),
    before: Date.UTC(2026, 10, 2),
  });
});

test("the last day of a month is one, and so is an evening there that is the next day in UTC", () => {
  const { filter, errors } = read("created_after=2024-02-29&created_before=2024-12-31T23:30-01:00");
  expect(errors).toEqual([]);
  expect(filter.created).toEqual({
    after: Date.UTC(2024, 1, 29),
    before: Date.UTC(2025, 0, 1, 0, 30),
  });
});

test("how long ago is counted from the clock that the cursor brings along, also from one that is ahead", () => {
  const later = now + 60_000;
  const search = (cursor: string) => new URLSearchParams(`ended_after=1h&cursor=${cursor}`);
  const first = parseListParams(search(formatDatedCursor("abc", now)), later);
  expect(first.filter).toMatchObject({ cursor: "abc", ended: { after: now - 3_600_000 } });
  const ahead = parseListParams(search(formatDatedCursor("abc", later + 1)), later);
  expect(ahead.asOf).toBe(later + 1);
});

test("two addresses of the same list are one", () => {
  const search = (text: string) => toListSearch(new URLSearchParams(text));
  expect(search("q=a&status=failed&limit=5&sort=-created&cursor=x")).toBe(
    search("status=failed&q=a"),
  );
  expect(search("sort=ended&source=figur")).toBe("source=figur&sort=ended");
});
