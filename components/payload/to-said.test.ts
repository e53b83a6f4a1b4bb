import { expect, test } from "vitest";
import { toSaid } from "./to-said.ts";

test.each([
  ['"s3cr3t"', "s3cr3t"],
  [String.raw`"a\"b\\c\nd"`, 'a"b\\c\nd'],
  ["12.50e3", "12.50e3"],
  ["9007199254740993", "9007199254740993"],
  ["true", "true"],
  ['{"a":"b"}', '{"a":"b"}'],
])("the revealed value %s says %j", (written, said) => {
  expect(toSaid(written)).toBe(said);
});
