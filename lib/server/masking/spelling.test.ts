import fc from "fast-check";
import { expect, test } from "vitest";
import { toSpelling } from "./spelling.ts";

test.each([
  ["DB_PASS", "dbpass", [0, 2]],
  ["dbPass", "dbpass", [0, 2]],
  ["DBPass", "dbpass", [0, 2]],
  ["--x-Auth2Key ", "xauth2key", [0, 1, 6]],
  ["AWSAccessKeyId", "awsaccesskeyid", [0, 3, 9, 12]],
  ["écoleClé", "écoleclé", [0, 5]],
])("%s is spelled %s, its words begin at %j", (key, letters, starts) => {
  const { letters: spelled, wordStarts } = toSpelling(key);
  expect(spelled).toBe(letters);
  expect([...new Set(wordStarts)]).toEqual(starts);
});

/** The same in the wide letters of East Asian text, which takes the way of any other script. */
function toWide(key: string): string {
  return key.replaceAll(/[!-~]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) + 0xfee0),
  );
}

test("letters are words alike in every width", () => {
  const key = fc.string({ unit: fc.constantFrom(..."aBcXyZ09_- .".split("")), maxLength: 14 });
  fc.assert(
    fc.property(key, (written) => {
      const starts = ({ letters, wordStarts }: ReturnType<typeof toSpelling>) =>
        wordStarts.filter((start, at) => start < letters.length && wordStarts[at + 1] !== start);
      const [plain, wide] = [toSpelling(written), toSpelling(toWide(written))];
      expect(wide.letters).toBe(plain.letters);
      expect(starts(wide)).toEqual(starts(plain));
    }),
  );
});
