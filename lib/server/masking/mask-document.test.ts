import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectMasked, hexQuoted, isSecretKey, mask, maskInPieces } from "./expect-masked.ts";

const u = (code: string) => String.raw`\u${code}`;

describe("values under secret keys", () => {
  test.each([
    [`{"token":"abc","a":1}`, `{"token":"[masked]","a":1}`],
    [`{ "Api-Key" :\n "abc" , "b":2 }`, `{ "Api-Key" :\n "[masked]" , "b":2 }`],
    [`{"to${u("006b")}en":"abc"}`, `{"to${u("006b")}en":"[masked]"}`],
    [`{"pass\\/word":"a\\"b\\\\"}`, `{"pass\\/word":"[masked]"}`],
    [`{"password":12.50e3,"x":0}`, `{"password":"[masked]","x":0}`],
    [`{"password":-1}`, `{"password":"[masked]"}`],
    [`{"token":"a","token":"b"}`, `{"token":"[masked]","token":"[masked]"}`],
    [
      `{"credentials":{"user":"ada","pin":[1,true,{"x":"y","e":{}}],"n":null},"after":"plain"}`,
      `{"credentials":{"user":"[masked]","pin":["[masked]",true,{"x":"[masked]","e":{}}],"n":null},"after":"plain"}`,
    ],
    [`[{"secrets":["a","",2]},"a"]`, `[{"secrets":["[masked]","","[masked]"]},"a"]`],
    [`{"token":"${u("d800")}😀"}`, `{"token":"[masked]"}`],
  ])("%s", (text, masked) => {
    expectMasked(text, masked);
  });

  test("a nested container of any depth is masked to its end and no further", () => {
    const deep = `${"[".repeat(20_000)}"x"${"]".repeat(20_000)}`;
    const masked = mask(`{"secret":${deep},"x":"x"}`);
    expect(masked).toBe(`{"secret":${deep.replace("x", "[masked]")},"x":"x"}`);
  });
});

test.each([
  ...[
    `{"tokens":1234,"max_tokens":5,"token_count":6,"tokenizer":"bpe"}`,
    `{"next_page_token":"p"}`,
  ],
  ...[`{"password":"","secret":null,"auth":true}`, `{"public_key":"k","key":"v","monkey":"m"}`],
  ...[
    `["token","password"]`,
    `{"a":"token","b":"c"}`,
    `"token"`,
    ` 1.10 `,
    `{"url":"https://a.b/c?page=2"}`,
  ],
  ...[`{"a":"no {\\"x\\": 1} secret","b":"${u("0026")}x"}`, `{"mail":"ada@example.com"}`],
  ...[`["the bearer of this long letter"]`, `["https://host:8080/a@2x.png"]`],
])("%s has no secret", (text) => {
  expect(mask(text)).toBe(text);
});

const secret = "s3cr3t";
const secretNumber = 482_133_771;
const anyText = fc.string({ unit: "grapheme", maxLength: 12 });
const holder = fc.constantFrom(
  ...["password", "callback_token", "apiKey", "CLIENT-SECRET", "x.credentials"],
);
const withSecret: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), fc.double({ noNaN: true }), anyText),
    fc.constant(`https://a.b/c?x=1&X-Amz-Signature=${secret}&y=2`),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(anyText, tie("value"), { maxKeys: 4 }),
    fc
      .tuple(holder, fc.constantFrom<unknown>(secret, secretNumber, [secret, { b: secretNumber }]))
      .map(([k, v]) => ({ [k]: v })),
    tie("value").map((inner) => JSON.stringify(inner)),
    tie("value").map(hexQuoted),
  ),
})).value;

test("no secret comes through, however deep it is embedded and wherever the pieces are cut", () => {
  fc.assert(
    fc.property(withSecret, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (value, cuts) => {
      const text = JSON.stringify(value);
      const masked = maskInPieces(text, cuts);
      expect(masked).toBe(mask(text));
      expect(masked).not.toContain(secret);
      expect(masked).not.toContain(String(secretNumber));
      JSON.parse(masked);
    }),
    { numRuns: 500 },
  );
});

test("a text without secrets comes through byte for byte, JSON or not, wherever the pieces are cut", () => {
  const plainKey = anyText.filter((key) => !isSecretKey(key));
  const plain = fc.jsonValue({ stringUnit: "grapheme" }).map((value) => JSON.stringify(value));
  const texts = fc.oneof(
    plain,
    fc.dictionary(plainKey, anyText).map((value) => JSON.stringify(value, null, 2)),
  );
  fc.assert(
    fc.property(texts, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (text, cuts) => {
      fc.pre(!/["=@]\s|token|auth|secret|pwd|=/i.test(text));
      expect(maskInPieces(text, cuts)).toBe(text);
    }),
  );
});

test("a secret of many megabytes inside of embedded JSON is masked to the end of its string", () => {
  const long = "x".repeat(9_000_000);
  const text = JSON.stringify({ body: JSON.stringify({ token: long }), after: 1 });
  const masked = maskInPieces(
    text,
    Array.from({ length: 40 }, (_, index) => index / 40),
  );
  expect(masked).toBe(String.raw`{"body":"{\"token\":\"[masked]","after":1}`);
});

test.each([
  ["a run of backslashes", "\\".repeat(1_000_000), '"token"'.repeat(20_000)],
  ["secrets that begin inside of others", "token='".repeat(300_000), "token=".repeat(300_000)],
  ["signs and what stands before them", "token : '".repeat(200_000), "\\t= ".repeat(300_000)],
  ["headers", "cookie: a; ".repeat(200_000), "Authorization: ".repeat(200_000)],
  ["private keys", "-----BEGIN PRIVATE KEY-----".repeat(100_000), "-----BEGIN ".repeat(200_000)],
  ["users of addresses", "://a1".repeat(300_000), `://${"a1".repeat(1_000_000)}`],
  ["addresses that never end", "://a:".repeat(300_000), 'token="\\'.repeat(200_000)],
])("%s cost time in proportion to their length", (_, a, b) => {
  const text = JSON.stringify({ a, b });
  const startedAt = performance.now();
  JSON.parse(mask(text));
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
