import { expect, test } from "vitest";
import { stripAddresses } from "./strip-addresses.ts";

const strip = (text: string) =>
  new TextDecoder().decode(stripAddresses(new TextEncoder().encode(text)));

test.each([
  ['{"image_url" : "https://x/y?sig=1"}', '{"image_url" : "(short-lived, not kept)"}'],
  [
    String.raw`{"image_url":"a\"b\\","z":"https:\/\/x\/y?s=\"4\"","n":1}`,
    String.raw`{"image_url":"(short-lived, not kept)","z":"https:\/\/x\/y","n":1}`,
  ],
  ['["http://x/y?a=1?b=2","https://x?"]', '["http://x/y","https://x"]'],
  [
    '{"image_url":"https://x?1","request":{"image_url":"https://x?2"},"u":"https://x?3"}',
    '{"image_url":"(short-lived, not kept)","request":{"image_url":"https://x?2"},"u":"https://x"}',
  ],
])("%s", (text, kept) => {
  expect(strip(text)).toBe(kept);
});

test.each([
  '{"image_url":null,"a":"https://x/y","b":"see https://x/y?1","c":"HTTPS://x?1"}',
  '{"image_url":""}',
  String.raw`{"a":"\"image_url\":\"x\"","b":"https://x\ty, why?"}`,
])("%s stays the very same", (text) => {
  const bytes = new TextEncoder().encode(text);
  expect(stripAddresses(bytes)).toBe(bytes);
});

const bytes = 40 * 1024 * 1024;
test.each([
  ["plain", "A".repeat(bytes)],
  ["escaped", String.raw`\/`.repeat(bytes / 2)],
])("a picture of 40 MB in the document, %s", (_, data) => {
  expect(strip(`{"image_url":"data:image/png;base64,${data}"}`)).toBe(
    '{"image_url":"(short-lived, not kept)"}',
  );
  expect(strip(`["https://x/${data}?sig=1"]`)).toHaveLength(data.length + 14);
});
