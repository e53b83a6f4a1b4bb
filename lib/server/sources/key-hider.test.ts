import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createKeyHider, type KeyHider } from "./key-hider.ts";

const key = "sk_live/7f3a+9=";
const written = [key, encodeURIComponent(key), JSON.stringify(key).replaceAll("/", "\\/")];
const keys = createKeyHider([key]);

test("a key is overwritten wherever bytes repeat it, and nothing moves", () => {
  const text = `ü {"a":"Bearer ${key}","b":"${key}${key}","c":"sk_live/7f3a+8="} ${written.join(" ")} é`;
  const bytes = new TextEncoder().encode(text);
  keys.hide(bytes);
  const hidden = new TextDecoder().decode(bytes);
  expect(hidden).toHaveLength(text.length);
  for (const form of written) expect(hidden).not.toContain(form.replaceAll('"', ""));
  expect(hidden).toContain(`"c":"sk_live/7f3a+8="`);
  expect(hidden.replaceAll("*", "")).toBe(`ü {"a":"Bearer ","b":"","c":"sk_live/7f3a+8="}   "" é`);
});

function hide(text: string, hider: KeyHider): string {
  const bytes = new TextEncoder().encode(text);
  hider.hide(bytes);
  return new TextDecoder().decode(bytes);
}

async function hideInPieces(pieces: Uint8Array[], hider: KeyHider): Promise<string> {
  const sent = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return new Response(sent.pipeThrough(hider.createStream())).text();
}

const toHex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, "0");
const toUnicode = (character: string) => String.raw`\u00` + toHex(character);
const toPercent = (character: string) => `%${toHex(character)}`;
const toEach = (text: string, write: (character: string) => string) =>
  Array.from(text, write).join("");
const base64At = (shift: number, encoding: "base64" | "base64url") =>
  Buffer.from(`${"?".repeat(shift)}${key}`).toString(encoding);

const forms: [string, string, string][] = [
  ["as it is", key, key],
  ["as an address", encodeURIComponent(key), key],
  ["plus signs as capitals", String.raw`sk_ab\u002Bcd/ef==12`, "sk_ab+cd/ef==12"],
  ["HTML's signs", String.raw`sk_ab\u0026cd\u003cef12`, "sk_ab&cd<ef12"],
  ["a slash as its number", String.raw`sk_ab\u002fcd_ef12`, "sk_ab/cd_ef12"],
  ["a slash escaped", String.raw`sk_ab\/cd_ef12`, "sk_ab/cd_ef12"],
  ["JSON in JSON", String.raw`sk_ab\\u002Bcd\\\/ef\\/12`, "sk_ab+cd/ef/12"],
  ["quotes and backslashes", String.raw`\"sk\\ab\u005ccd%5C\u0022`, String.raw`"sk\ab\cd\"`],
  ["percent signs", String.raw`sk%%25%41b\u002541`, "sk%%Ab%41"],
  ["its first digit as a number", String.raw`\u0031a234567`, "1a234567"],
  ["its first digit as a number, in JSON in JSON", String.raw`\\u0031a23456%357`, "1a2345657"],
  ["its first digit as a percent", String.raw`%31a23456\u00367`, "1a2345667"],
  ["all as numbers", toEach(key, toUnicode), key],
  [
    "all as capital numbers",
    toEach(key, (each) => String.raw`\u00` + toHex(each).toUpperCase()),
    key,
  ],
  ["all as small percents", toEach(key, toPercent), key],
  ["all as capital percents", toEach(key, toPercent).toUpperCase(), key],
  ["base64", base64At(0, "base64").slice(0, 20), key],
  ["base64 behind a byte", base64At(1, "base64").slice(2, 21), key],
  ["base64 behind two bytes", base64At(2, "base64").slice(3, 22), key],
  ["base64 with escapes", toEach(base64At(0, "base64").slice(0, 20), toUnicode), key],
];

test.each(forms)("a key is overwritten, written as %s", (_, form, secret) => {
  const stars = "*".repeat(form.length);
  const hider = createKeyHider([secret]);
  expect(hide(form, hider)).toBe(stars);
  expect(hide(`{"é":"${form}","b":"${form}${form}"}`, hider)).toBe(
    `{"é":"${stars}","b":"${stars}${stars}"}`,
  );
});

test.each(forms)(
  "a key is overwritten at whichever bytes the pieces are cut, written as %s",
  async (_, form, secret) => {
    const text = `{"a":"${form}"}\n\n${form.slice(0, -1)}!\n${form}`;
    const whole = new TextEncoder().encode(text);
    const hider = createKeyHider([secret]);
    const expected = hide(text, hider);
    for (let first = 0; first <= whole.length; first += 1)
      for (const second of [first, first + 1, first + 7, whole.length]) {
        const pieces = [whole.slice(0, first), whole.slice(first, second), whole.slice(second)];
        expect(await hideInPieces(pieces, hider)).toBe(expected);
      }
    const bytes = Array.from(whole, (byte) => Uint8Array.of(byte));
    expect(await hideInPieces(bytes, hider)).toBe(expected);
  },
);

test("a key is overwritten in any mixture of what may be written, and in base64 of any text around it", () => {
  // Percent signs and backslashes may be read in two ways: whichever it is, the rest is no key. So may a key that begins
  // as an escape ends, with a hexadecimal digit.
  const plain = fc
    .integer({ min: 0x21, max: 0x7e })
    .filter((code) => code !== 0x25 && code !== 0x5c);
  const ascii = fc
    .array(plain, { minLength: 8, maxLength: 40 })
    .map((codes) => String.fromCharCode(...codes))
    .filter((secret) => /^[^0-9a-fu]/i.test(secret));
  const seeds = fc.array(fc.nat(5), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(ascii, seeds, fc.string({ maxLength: 5 }), (secret, choices, before) => {
      const form = Array.from(secret, (each, at) => {
        const simple = '"/'.includes(each) ? `\\${each}` : each;
        const hex = toHex(each);
        const capital = hex.toUpperCase();
        const all = [each, simple, `\\u00${hex}`, `\\u00${capital}`, `%${hex}`, `%${capital}`];
        return all[choices[at] ?? 0];
      }).join("");
      const hider = createKeyHider([secret]);
      expect(hide(`<${form}>`, hider)).toBe(`<${"*".repeat(form.length)}>`);
      for (const encoding of ["base64", "base64url"] as const) {
        const encoded = Buffer.from(`${before}${secret}${before}`).toString(encoding);
        const hidden = hide(encoded, hider);
        expect(hidden).toMatch(/\*{8,}/);
        expect(hidden).toHaveLength(encoded.length);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("JSON stays JSON, however many backslashes stand before a key", async () => {
  for (let count = 0; count < 30; count += 1) {
    const text = `"${"\\".repeat(2 * count)}${toEach(key, toUnicode)}"`;
    const hidden = hide(text, keys);
    expect(hidden).toHaveLength(text.length);
    expect(JSON.parse(hidden)).toMatch(/^\\*\*+$/);
    for (let cut = 0; cut < 2 * count + 8; cut += 1) {
      const pieces = [text.slice(0, cut), text.slice(cut, cut + 5), text.slice(cut + 5)];
      const bytes = pieces.map((piece) => new TextEncoder().encode(piece));
      expect(await hideInPieces(bytes, keys)).toBe(hidden);
    }
  }
});

test.each([
  String.raw`sk_live\u002f7f3a\u002b8\u003d`,
  String.raw`sk_live\u012f7f3a+9=`,
  String.raw`sk_live\u00`,
  "%73%6b%5flive%2f7f3a%2",
  toEach(key, toUnicode).slice(0, -1),
])("what is written like a key and is none stays: %s", async (text) => {
  expect(hide(text, keys)).toBe(text);
  expect(await hideInPieces([new TextEncoder().encode(text)], keys)).toBe(text);
});

test.each([
  "\\",
  "%",
  "\\/",
  "%73",
  String.raw`\u0073`,
  "sk_live/",
  String.raw`\u0073k_live\/7f3a`,
])("a text of many %s takes time in proportion", (unit) => {
  const bytes = Buffer.alloc(5_000_000, unit);
  const started = performance.now();
  createKeyHider([key, String.raw`sk\live%7f3a`]).hide(bytes);
  expect(performance.now() - started).toBeLessThan(4_000);
});

test("what cannot be part of a key is handed on at once", async () => {
  const stream = keys.createStream();
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  void writer.write(new TextEncoder().encode("data: x\n\n"));
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("data: x\n\n");
  await reader.cancel();
});

test("a word of a few letters is no key to look for", () => {
  const bytes = new TextEncoder().encode('{"type":"test"}');
  createKeyHider(["test", ""]).hide(bytes);
  expect(new TextDecoder().decode(bytes)).toBe('{"type":"test"}');
});
