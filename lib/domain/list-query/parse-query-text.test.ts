import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jobStatuses, sourceNames } from "../job.ts";
import { formatQueryText } from "./format-query-text.ts";
import { toConditionParams } from "./list-params.ts";
import { parseListParams } from "./parse-list-params.ts";
import { parseQueryText } from "./parse-query-text.ts";

const now = 1_900_000_000_000;
const read = (text: string) => parseQueryText(text, now);

describe("a query", () => {
  const cases: [string, string][] = [
    ["", ""],
    ["status:failed", "status=failed"],
    ["status:failed,partial -source:figur", "status=failed&status=partial&source=-figur"],
    ["type:overlay.* -project:prj_1", "type=overlay.*&project=-prj_1"],
    ["project:none -parent:none", "project=&parent=-"],
    ['project:"none" target:"a b"', "project=none&target=a+b"],
    ["duration:>5m", "min_duration=5m"],
    ["duration:<1500", "max_duration=1500"],
    ["duration:5m..10m", "min_duration=5m&max_duration=10m"],
    ["-duration:>5m", "not_duration=%3E5m"],
    ["-duration:<1s -duration:5m..10m", "not_duration=%3C1s&not_duration=5m..10m"],
    ["-ended:<24h", "not_ended=%3C24h"],
    ["duration:>5 m", "min_duration=5m"],
    ["-duration:<1 m 28 s status:failed", "not_duration=%3C1m28s&status=failed"],
    ["created:<24 h m", "created_after=24h&q=m"],
    ["type:5 m", "type=5&q=m"],
    ['target:"//a/b"', "target=%2F%2Fa%2Fb"],
    ['duration:<1500 "h"', "max_duration=1500&q=h"],
    ["created:>2026-11-01 d", "created_after=2026-11-01&q=d"],
    ["ended:<24h", "ended_after=24h"],
    ["ended:>24h", "ended_before=24h"],
    ["created:7d", "created_after=7d"],
    ["created:>2026-11-01", "created_after=2026-11-01"],
    ["created:<2026-11-01T10:00:00+02:00", "created_before=2026-11-01T10%3A00%3A00%2B02%3A00"],
    ["-created:7d -waited:>1m", "not_created=7d&not_waited=%3E1m"],
    ["timed out status:failed", "q=timed+out&status=failed"],
    ['"status:failed"', "q=status%3Afailed"],
    ["a -b", "q=a&not_q=b"],
    ['-"two words"', "not_q=two+words"],
    ["12:30", "q=12%3A30"],
    ["id:job_1,job_2", "id=job_1&id=job_2"],
    ["sort:-ended", "sort=-ended"],
    ["STATUS:FAILED -source:Figur", "status=failed&source=-figur"],
    ["https://drawings.example/a:b", "q=https%3A%2F%2Fdrawings.example%2Fa%3Ab"],
  ];
  test.each(cases)("%j is the address %j", (text, search) => {
    expect(read(text).errors).toEqual([]);
    expect(read(text).params.toString()).toBe(search);
  });

  test("with times that name no zone means the clock of its reader", () => {
    const { params } = parseQueryText(
      "created:>2026-11-22T10:00 created:<2026-11-23 -ended:2026-11-22..2026-11-23T01:00Z",
      now,
      "Asia/Tokyo",
    );
    expect(Object.fromEntries(params)).toEqual({
      created_after: "2026-11-22T10:00+09:00",
      created_before: "2026-11-23T00:00+09:00",
      not_ended: "2026-11-22T00:00+09:00..2026-11-23T01:00Z",
    });
  });

  test("that is too long as an address is refused", () => {
    const names = Array.from({ length: 45 }, (_, at) => `${"図".repeat(150)}${at}`);
    expect(read(`type:${names.join(",")}`).errors).toMatchObject([
      { at: 0, message: expect.stringMatching(/^As an address this has \d+ characters/) },
    ]);
  });

  const wrong: [string, number, number, RegExp][] = [
    ["status:faild", 0, 12, /“faild” is no status: there are queued/],
    ["type:a status:failed,oops", 7, 18, /“oops”/],
    ["x foo:bar", 2, 7, /no filter “foo”: there are source/],
    ["status:", 0, 7, /Nothing stands after/],
    ['type:"abc', 0, 9, /never closed/],
    ["created:>yesterday", 0, 18, /created: “yesterday” is no instant/],
    ["duration:5m", 0, 11, /Write > or </],
    ["duration:>5x", 0, 12, /no duration/],
    ["duration:10m..5m", 0, 16, /not be less/],
    ["duration:>1m duration:>2m", 13, 12, /once/],
    ["created:2026-11-02..2026-11-01", 0, 30, /later/],
    ["-id:job_1", 0, 9, /To leave out an ID, write -/],
    ["a -duration:>1x", 2, 13, /duration: “1x” is no duration/],
    ["-ended:2026-11-02..2026-11-01", 0, 29, /ended: should be later/],
    ["-duration:5m", 0, 12, /Write > or </],
    [`${"-created:7d ".repeat(10)}-created:7d`, 120, 11, /10 times at most/],
    ["a\0", 0, 2, /text: holds a character/],
    ["duration:>9999999w", 0, 18, /no duration/],
    ["a".repeat(10_000), 9_000, 1, /at most 9000 characters, this has 10000/],
    ["a".repeat(501), 0, 501, /at most 500/],
  ];
  test.each(wrong)("%j is refused, and the place is named", (text, at, length, message) => {
    const [error] = read(text).errors;
    expect(error).toMatchObject({ at, length });
    expect(error?.message).toMatch(message);
  });

  test("is read without a hitch whatever stands in it", () => {
    const hostile = fc.oneof(
      fc.string({ maxLength: 200, unit: "binary" }),
      fc.constantFrom("' OR 1=1 --", "%00", "a:b:c:d", '-"', "--x", ":,:,", "created:..", '"\\"'),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const { params, errors } = read(text);
        for (const { at, length } of errors) expect(at + length).toBeLessThanOrEqual(text.length);
        if (errors.length === 0) expect(parseListParams(params, now).errors).toEqual([]);
      }),
    );
  });
});

const value = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    "none",
    "a b",
    'q"uote',
    "back\\slash",
    "a,b",
    "overlay.*",
    "-x",
    "é",
    "status:x",
    "h",
    "m 28 s",
    "//a",
  ),
);
const selection = (name: string, values: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(fc.boolean(), values), { maxLength: 3 }).map((chosen) =>
    chosen
      .filter(([isExcluded, text]) => isExcluded || !text.startsWith("-"))
      .map(([isExcluded, text]): [string, string] => [name, isExcluded ? `-${text}` : text])
      .toSorted(([, a], [, b]) => Number(a.startsWith("-")) - Number(b.startsWith("-"))),
  );
const optional = (name: string, values: fc.Arbitrary<string>) =>
  fc.option(values).map((text): [string, string][] => (text === null ? [] : [[name, text]]));
const address = fc
  .tuple(
    selection("source", fc.constantFrom(...sourceNames)),
    selection("status", fc.constantFrom(...jobStatuses)),
    selection("type", value),
    selection("project", fc.oneof(value, fc.constant(""))),
    selection("target", value),
    selection("parent", value),
    optional("id", fc.stringMatching(/^job_\w{1,9}$/)),
    optional("q", value),
    optional("not_q", value),
    optional("created_after", fc.constantFrom("30d", "2026-01-01", "1800000000000")),
    optional("created_before", fc.constantFrom("1h", "2030-03-17T10:00Z")),
    optional("ended_before", fc.constantFrom("1h30m", "2030-03-17 10:00")),
    optional("min_duration", fc.constantFrom("5m", "1500")),
    optional("max_duration", fc.constantFrom("2h", "9000000")),
    optional("not_duration", fc.constantFrom(">5m", "<1 s", "5m..10m")),
    optional("not_ended", fc.constantFrom("24h", "<24h", "2026-01-01..2026-02-01T10:00Z")),
    optional("not_took", fc.constantFrom(">1h", "<=1500")),
  )
  .map((parts) => new URLSearchParams(parts.flat()));

test("an address, written as a query and read again, asks for the same", () => {
  fc.assert(
    fc.property(address, (params) => {
      const text = formatQueryText(params);
      const { params: again, errors } = read(text);
      expect(errors).toEqual([]);
      const { filter } = parseListParams(params, now);
      expect(parseListParams(again, now).filter).toEqual(filter);
      expect(formatQueryText(again)).toBe(text);
      expect(formatQueryText(toConditionParams(again))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("a word that could be the unit of a number before it is quoted, and no other", () => {
  for (const [search, text] of [
    ["max_duration=9000000&q=h", 'duration:<9000000 "h"'],
    ["max_duration=9000000&q=m+28+s+left", 'duration:<9000000 "m 28 s left"'],
    ["not_took=%3C1500&q=ms", '-took:<1500 "ms"'],
    ["max_duration=5m&q=h", "duration:<5m h"],
    ["created_after=2026-01-01&q=h", "created:>2026-01-01 h"],
    ["q=h", "h"],
  ] as const) {
    expect(formatQueryText(new URLSearchParams(search))).toBe(text);
    expect(read(text).params.toString()).toBe(search);
  }
});

test("blanks in a bound end no condition", () => {
  for (const [search, text] of [
    ["min_duration=1+m+28+s", "duration:>1m28s"],
    ["max_wait=5+x", "waited:<5x"],
    ["not_took=5+x", "-took:5x"],
    ["created_after=24+h", "created:<24h"],
    ["created_after=2026-11-22+10:00", "created:>2026-11-22T10:00"],
  ] as const) {
    const params = new URLSearchParams(search);
    expect(formatQueryText(params)).toBe(text);
    if (!text.endsWith("x"))
      expect(parseListParams(read(text).params, now)).toEqual(parseListParams(params, now));
  }
});
