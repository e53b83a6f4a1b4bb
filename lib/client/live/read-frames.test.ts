import { expect, test } from "vitest";
import { readFrames } from "./read-frames.ts";

const message = "Prüfe\u2028図面\n\nevent: clock";
const progress = { source: "bedrock", id: "job_1", progress: { fraction: 0.5, message } };
const sent = Buffer.from(
  [
    `id: e.1\nevent: clock\ndata: {"now":1}\n\n`,
    `event: clock\ndata: {"now":2}\n\n`,
    `id: e.3\nevent: progress\ndata: ${JSON.stringify(progress)}\n\n`,
  ].join(""),
);
const frames = [
  ["e.1", { event: "clock", data: { now: 1 } }],
  [undefined, { event: "clock", data: { now: 2 } }],
  ["e.3", { event: "progress", data: progress }],
];

async function read(...parts: Uint8Array[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  await readFrames(body, {
    onByte: () => undefined,
    onFrame: (frame, id) => seen.push([id, frame]),
  });
  return seen;
}

test("a stream is read the same wherever it is cut", async () => {
  for (let at = 0; at <= sent.length; at += 1)
    expect(await read(sent.subarray(0, at), sent.subarray(at)), `cut at ${at}`).toEqual(frames);
});

test("a stream is read the same when it comes byte by byte", async () => {
  expect(await read(...Array.from(sent, (byte) => Uint8Array.of(byte)))).toEqual(frames);
});

test("a frame that is cut off counts for nothing", async () => {
  expect(await read(sent.subarray(0, -1))).toEqual(frames.slice(0, 2));
});

test("comments, and events of which there is nothing to know, are passed over", async () => {
  expect(await read(Buffer.from(": still here\n\nretry: 5\n\n"), sent)).toEqual(frames);
});

test("a frame that is no JSON breaks the stream", async () => {
  await expect(read(Buffer.from("event: clock\ndata: {oops\n\n"))).rejects.toThrow(SyntaxError);
});
