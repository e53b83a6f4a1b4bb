import { afterEach, expect, test, vi } from "vitest";
import { readJson } from "./read-json.ts";

afterEach(() => vi.unstubAllGlobals());

function serve(body: ReadableStream<Uint8Array>): void {
  vi.stubGlobal("fetch", async () => new Response(body));
}

test("a body without an iterator, as Safari’s are, is read piece by piece", async () => {
  const pieces = ['{"a', '":"é', '"}'].map((text) => new TextEncoder().encode(text));
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
  Object.defineProperty(body, Symbol.asyncIterator, { value: undefined });
  serve(body);
  const { text, parsed } = await readJson("/a", () => undefined);
  expect([text, parsed.ok]).toEqual(['{"a":"é"}', true]);
});

test("a connection that is cut midway is told in a sentence", async () => {
  serve(
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new TypeError("network error")),
    }),
  );
  await expect(readJson("/a", () => undefined)).rejects.toThrow(
    "The connection was cut before all of it had come.",
  );
});
