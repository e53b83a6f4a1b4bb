import { expect, test } from "vitest";
import { createKeyHider } from "./key-hider.ts";

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

test("a key is overwritten at whichever bytes the pieces are cut", async () => {
  const text = `data: {"seen":"Bearer ${key}"}\n\ndata: sk_live/7f3a\n\n${key}`;
  const whole = new TextEncoder().encode(text);
  const expected = whole.slice();
  keys.hide(expected);
  for (let first = 0; first <= whole.length; first += 1)
    for (const second of [first, first + 1, first + 7, whole.length]) {
      const pieces = [whole.slice(0, first), whole.slice(first, second), whole.slice(second)];
      const sent = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const piece of pieces) controller.enqueue(piece);
          controller.close();
        },
      });
      const passed = sent.pipeThrough(keys.createStream());
      expect(await new Response(passed).text()).toBe(new TextDecoder().decode(expected));
    }
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
