import { createServer, type ServerResponse } from "node:http";
import * as fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { readEventStream, type EventStreamOptions, type StreamEvent } from "./event-stream.ts";

const options = { maxEventBytes: 10_000, stallMs: 5_000 };
const encoder = new TextEncoder();

function toBody(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  more: Partial<EventStreamOptions> = {},
): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readEventStream(body, { ...options, ...more })) events.push(event);
  return events;
}

function cutAt(bytes: Uint8Array, cuts: number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  const sorted = places.toSorted((a, b) => a - b);
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

/** A server whose one answer the test writes, over a real socket. */
async function openStream(write: (response: ServerResponse) => void) {
  const { promise: whenClosed, resolve: closed } = Promise.withResolvers<void>();
  const server = createServer((_, response) => {
    response.on("close", closed);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    write(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const { body } = await fetch(`http://127.0.0.1:${address.port}/`);
  if (body === null) throw new Error("no body");
  return { body, whenClosed };
}

const line = fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\n\0\ufeff]/g, ""));
const event = fc.record({
  event: fc.option(fc.constantFrom("status", "progress", "größe")),
  data: fc.array(line, { minLength: 1, maxLength: 3 }),
});

describe("readEventStream", () => {
  it("reads the same events at every chunk boundary, line ending and comment", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event),
        fc.constantFrom("\n", "\r", "\r\n"),
        fc.boolean(),
        fc.array(fc.nat()),
        async (events, ending, hasBom, cuts) => {
          const text = events
            .flatMap((each) => [
              ": a comment",
              ...(each.event === null ? [] : [`event: ${each.event}`]),
              ...each.data.map((part) => `data: ${part}`),
              "",
              "",
            ])
            .map((part) => part + ending)
            .join("");
          const bytes = encoder.encode((hasBom ? "\ufeff" : "") + text);
          const expected = events.map((each) => ({
            event: each.event,
            data: each.data.join("\n"),
          }));
          expect(await readAll(toBody(cutAt(bytes, cuts)))).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("reads the same events byte by byte, letters of several bytes included", async () => {
    const bytes = encoder.encode(
      '\ufeffevent: status\r\ndata: {"m":"Größe 📐"}\r\n\r\n: hi\r\n\r\n',
    );
    const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await readAll(toBody(single))).toEqual([{ event: "status", data: `{"m":"Größe 📐"}` }]);
  });

  it("drops an event that the end cut off", async () => {
    expect(await readAll(toBody([encoder.encode("data: 1\n\ndata: 2\n")]))).toEqual([
      { event: null, data: "1" },
    ]);
  });

  it.each([
    ["one line", (size: number) => [`data: ${"x".repeat(size)}\n\n`]],
    ["many lines", (size: number) => ["data: 123456789\n".repeat(size / 10), "\n"]],
    [
      "a line that never ends",
      (size: number) => Array<string>(size / 100).fill("data: ".padEnd(100, "x")),
    ],
    ["letters of several bytes", (size: number) => [`data: ${"ß".repeat(size / 2)}\n\n`]],
  ])("refuses an event beyond the bound: %s", async (_, build) => {
    const chunks = build(20_000).map((text) => encoder.encode(text));
    await expect(readAll(toBody(chunks))).rejects.toMatchObject({ code: "upstream_invalid" });
  });

  it("takes an event that is exactly as large as the bound, in any chunks", async () => {
    const data = "x".repeat(10_000);
    const bytes = encoder.encode(`event: completed\ndata: ${data}\n\n`);
    for (const cuts of [[], [1], [30, 60], [10_024], [10_025, 10_026]]) {
      expect(await readAll(toBody(cutAt(bytes, cuts)))).toEqual([{ event: "completed", data }]);
    }
  });

  it("yields the events before an oversized one", async () => {
    const seen: string[] = [];
    const body = toBody([encoder.encode(`data: 1\n\ndata: ${"x".repeat(20_000)}\n\n`)]);
    await expect(async () => {
      for await (const { data } of readEventStream(body, options)) seen.push(data);
    }).rejects.toMatchObject({ code: "upstream_invalid" });
    expect(seen).toEqual(["1"]);
  });

  it("gives up a stream that falls silent, and closes its connection", async () => {
    const { body, whenClosed } = await openStream((response) => response.write("data: 1\n\n"));
    const seen: string[] = [];
    await expect(async () => {
      for await (const { data } of readEventStream(body, { ...options, stallMs: 100 }))
        seen.push(data);
    }).rejects.toMatchObject({ code: "upstream_timeout", message: /fell silent/ });
    expect(seen).toEqual(["1"]);
    await whenClosed;
  });

  it("stays with a stream that only sends comments, and reports each sign of life", async () => {
    let signs = 0;
    const { body } = await openStream((response) => {
      let sent = 0;
      const timer = setInterval(() => {
        sent += 1;
        response.write(":\n\n");
        if (sent < 8) return;
        clearInterval(timer);
        response.end("data: late\n\n");
      }, 40);
    });
    const events = await readAll(body, { stallMs: 250, onByte: () => (signs += 1) });
    expect(events).toEqual([{ event: null, data: "late" }]);
    expect(signs).toBeGreaterThanOrEqual(8);
  });

  it("does not blame the upstream for a slow reader", async () => {
    const { body } = await openStream((response) => {
      response.write("data: 1\n\n");
      setTimeout(() => response.end("data: 2\n\n"), 20);
    });
    const seen: string[] = [];
    for await (const { data } of readEventStream(body, { ...options, stallMs: 150 })) {
      seen.push(data);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(seen).toEqual(["1", "2"]);
  });

  it("tells a broken connection from an end", async () => {
    const { body } = await openStream((response) => {
      response.write("data: 1\n\n", () => response.destroy());
    });
    await expect(readAll(body)).rejects.toMatchObject({ code: "upstream_unavailable" });
  });

  it("ends when its caller gives up, and closes the connection", async () => {
    const controller = new AbortController();
    const { body, whenClosed } = await openStream((response) => response.write("data: 1\n\n"));
    const seen: string[] = [];
    for await (const { data } of readEventStream(body, { ...options, signal: controller.signal })) {
      seen.push(data);
      setTimeout(() => controller.abort(), 20);
    }
    expect(seen).toEqual(["1"]);
    await whenClosed;
  });

  it("closes the connection when its reader leaves", async () => {
    const { body, whenClosed } = await openStream((response) =>
      response.write("data: 1\n\ndata: 2\n\n"),
    );
    for await (const { data } of readEventStream(body, options)) {
      expect(data).toBe("1");
      break;
    }
    await whenClosed;
  });
});
