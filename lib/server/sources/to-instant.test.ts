import { expect, test } from "vitest";
import { toInstant } from "./to-instant.ts";

test.each([
  ["1970-01-01T00:00:00Z", 0],
  ["2026-11-22T13:57:56.120+01:00", Date.UTC(2026, 10, 22, 12, 57, 56, 120)],
  ["2026-11-22 13:57:56", Date.UTC(2026, 10, 22, 13, 57, 56)],
  ["2026-11-22", Date.UTC(2026, 10, 22)],
])("%s is an instant, in UTC where it names no zone", (text, at) => {
  expect(toInstant(text)).toBe(at);
});

test.each(["0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "1970-01-01T00:30:00+01:00"])(
  "%s, before 1970, stands for no instant: no job is so old",
  (text) => {
    expect(toInstant(text)).toBeNull();
  },
);

test.each(["", "soon", "2026-99-99", null, undefined])("%s is no instant", (text) => {
  expect(toInstant(text)).toBeNull();
});
