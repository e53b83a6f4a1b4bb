import { expect, test } from "vitest";
import { createFrameLog, type SentFrame } from "./frame-log.ts";

const toFrame = (seq: number, size: number): SentFrame => ({
  seq,
  event: "job",
  bytes: new Uint8Array(size),
});

test("the log forgets the oldest frames, by their number and by their size", () => {
  const small = createFrameLog(0);
  for (let seq = 1; seq <= 300; seq += 1) small.add(toFrame(seq, 10));
  expect(small.after(43)).toBeUndefined();
  expect(small.after(44)).toHaveLength(256);

  const large = createFrameLog(0);
  for (let seq = 1; seq <= 300; seq += 1) large.add(toFrame(seq, 512 * 1024));
  expect(large.after(291)).toBeUndefined();
  expect(large.after(292)).toHaveLength(8);
});

test("a frame that is larger than the log is told as forgotten", () => {
  const log = createFrameLog(0);
  log.add(toFrame(1, 10));
  log.add(toFrame(2, 8 * 1024 * 1024));
  expect(log.after(1)).toBeUndefined();
  expect(log.after(2)).toEqual([]);
});
