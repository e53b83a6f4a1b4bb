import fc from "fast-check";
import { expect, test } from "vitest";
import {
  expectMasked,
  hexQuoted,
  mask,
  maskInPieces,
  maskStringsInPieces,
} from "./expect-masked.ts";

test.each([
  `{"env":[{"name":"API_KEY","value":"SEKRET"}],"headers":[["X-Api-Key","SEKRET"]]}`,
  `{"key":"smtp_pass","type":"plain","list":[1,{"a":"]"}],"n":-1.5,"val":"SEKRET"}`,
  `{ "Header" : "Authorization" ,\n  "Value" : "ApiKey SEKRET" }`,
  `[{"field":"password","value":["SEKRET",{"a":"SEKRET"}]}]`,
  `{"value":"SEKRET","name":"API_KEY"}`,
  `{"value":"SEKRET","isSet":true,"tags":[],"name":"API_KEY"}`,
  `[\n  [\n    "Cookie",\n    "SEKRET"\n  ],\n  [ "Accept", "b" ]\n]`,
  `{"name":"run","value":"python","key":"token","value":"SEKRET"}`,
  `{"args":["run","--api-key","SEKRET","--verbose"]}`,
  `["--token", "SEKRET"]`,
  String.raw`{"n\u0061me":"x","name":"API\u005fKEY","value":"SEKRET"}`,
])("what stands beside a secret name is masked, in JSON and in JSON within it: %s", (text) => {
  const nested = JSON.stringify({ in: text, after: "plain" });
  const deeper = hexQuoted({ in: nested, after: "plain" });
  for (const written of [text, nested, deeper]) {
    const masked = mask(written);
    expect(masked).not.toContain("SEKRET");
    expect(masked).toContain("[masked]");
    JSON.parse(masked);
    expectMasked(written, masked);
  }
});

test.each([`{"value":482133771,"name":"pin_token"}`, `{"name":"pin_token","value":482133771}`])(
  "a number is masked as a text: %s",
  (text) => {
    expectMasked(text, text.replace("482133771", '"[masked]"'));
  },
);

test.each([
  `{"name":"ada","value":"x"}`,
  `{"name":"API_KEY","description":"x"}`,
  `{"name":"API_KEY"},{"value":"x"}`,
  `{"value":"x"},{"name":"API_KEY"}`,
  `{"name":"sort_key","value":"x"}`,
  `{"name":"API_KEY","a":{"value":"x"}}`,
  `{"name":"API_KEY","value":null,"x":"y"}`,
  `{"value":true,"name":"API_KEY"}`,
  `["token","password"]`,
  `{"required":["token","password"]}`,
  `[["token","a","b"],["auth",1]]`,
  `[["accept","b"]]`,
  `["--verbose","x"]`,
  `["--token","--verbose"]`,
  `{"flag":"--token","next":"x"}`,
  `{"a":"name: API_KEY, value: x"}`,
])("%s has no secret beside a name", (text) => {
  expectMasked(text, text);
  const nested = JSON.stringify({ in: text });
  expectMasked(nested, nested);
});

test("a second string too long to be waited for is masked, whatever follows", () => {
  const long = "x".repeat(20_000);
  const written = `[["token","${long}"],["token","${long}","b"],["token","short","b"]]`;
  const masked = `[["token","[masked]"],["token","[masked]","b"],["token","short","b"]]`;
  for (const cuts of [[], [0.1], [0.4, 0.5], Array.from({ length: 50 }, (_, at) => at / 50)])
    expect(maskInPieces(written, cuts)).toBe(masked);
});

test("where a text breaks off, what may be a secret of a pair is masked", () => {
  expect(mask(`{"a":[["API_KEY","SEKR`)).toBe(`{"a":[["API_KEY","[masked]`);
  expect(mask(`["--token","SEKRET"`)).toBe(`["--token","[masked]`);
  expect(mask(`{"name":"API_KEY","value":"SEKR`)).toBe(`{"name":"API_KEY","value":"[masked]`);
});

test("a value is far behind its name, if it is in the same object", () => {
  const about = "y".repeat(40_000);
  const written = JSON.stringify([{ name: "API_KEY", about, value: "x", a: "b" }, about]);
  const masked = written.replace('"x"', '"[masked]"');
  for (let at = 0; at < 1; at += 0.03) expect(maskStringsInPieces(written, [at])).toBe(masked);
});

test("a value of any length is masked where its name comes first, and the text goes on behind", () => {
  const written = JSON.stringify([{ name: "API_KEY", value: "x".repeat(5_000_000), a: "b" }]);
  const cuts = Array.from({ length: 40 }, (_, at) => at / 40);
  expect(maskInPieces(written, cuts)).toBe(`[{"name":"API_KEY","value":"[masked]","a":"b"}]`);
});

const wide = "y".repeat(6_000);

test.each([
  `{"name":"API_KEY","about":"${wide}","value":"SEKRET"}`,
  `{"value":"SEKRET","about":"${wide}","name":"API_KEY"}`,
  `{"value":"SEKRET${wide}","name":"API_KEY"}`,
  `[["API_KEY","SEKRET${wide}"]]`,
  `["--token","SEKRET${wide}"]`,
])("a pair is waited for, though it is wide: %.40s", (pair) => {
  for (const text of [pair, JSON.stringify({ in: pair })]) {
    const written = `["${"x".repeat(99)}",${text},"${"x".repeat(9_000)}"]`;
    const masked = mask(written);
    expect(masked).not.toContain("SEKRET");
    for (let at = 4_000; at < written.length; at += 29)
      expect(maskStringsInPieces(written, [at / written.length])).toBe(masked);
  }
});

const filler = fc.oneof(
  fc.integer(),
  fc.constant(null),
  fc.string({ maxLength: 9 }),
  fc.constant("y".repeat(300)),
  fc.constant([1, { a: '"}' }]),
);
const padding = fc.integer({ min: 0, max: 5_000 }).map((length) => "z".repeat(length));
const pair = fc
  .tuple(
    fc.constantFrom("name", "key", "header", "field"),
    fc.constantFrom("API_KEY", "X-Api-Key", "password", "dbPass"),
    fc.constantFrom("value", "val"),
    fc.constantFrom("SEKRET", 'SEK"RET\\', "é SEKRET\n"),
    fc.record({ a: filler, b: fc.oneof(filler, fc.constant(wide)) }, { requiredKeys: [] }),
    fc.boolean(),
  )
  .map(([nameKey, name, valueKey, value, between, isReversed]) => {
    const [first, last] = isReversed
      ? [{ [valueKey]: value }, { [nameKey]: name }]
      : [{ [nameKey]: name }, { [valueKey]: value }];
    return Object.assign(first, between, last);
  });
const list = fc.oneof(
  fc.constant([["X-Api-Key", "SEKRET"]]),
  fc.constant(["--token", "SEKRET"]),
  fc.constant("cmd --token SEKRET -x"),
  fc.constant("https://x/?user[password]=SEKRET&token%5B%5D=SEKRET"),
);

test("no secret of a pair comes through, wherever it stands and the pieces are cut", () => {
  const embed = fc.constantFrom<(value: unknown) => unknown>(
    (value) => value,
    (value) => JSON.stringify(value),
    (value) => hexQuoted(value),
    (value) => hexQuoted({ in: hexQuoted(value) }),
  );
  const cut = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(padding, fc.oneof(pair, list), embed), { minLength: 1, maxLength: 6 }),
      fc.array(cut, { maxLength: 20 }),
      (items, cuts) => {
        const text = JSON.stringify(items.map(([pad, value, wrap]) => [pad, wrap(value), pad]));
        const masked = mask(text);
        expect(maskInPieces(text, cuts)).toBe(masked);
        expect(maskStringsInPieces(text, cuts)).toBe(masked);
        expect(masked).not.toContain("SEK");
        JSON.parse(masked);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ["names without values", '{"name":"token","a":', '{"value":"x","name":'],
  ["rows of numbers", "[1.5,2.5],", "[[[["],
  ["pairs within pairs", '{"name":"token","a":{', '[["token",'],
  ["flags", '"--token",', "--token "],
])("%s cost time in proportion to their length", (_, a, b) => {
  const startedAt = performance.now();
  for (const part of [a, b]) {
    const text = part.repeat(2_000_000 / part.length);
    mask(text);
    JSON.parse(mask(JSON.stringify({ text })));
  }
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
