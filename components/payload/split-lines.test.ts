import * as fc from "fast-check";
import { expect, test } from "vitest";
import { lineAt, splitLines } from "./split-lines.ts";

function linesOf(text: string): string[] {
  const starts = splitLines(text);
  return Array.from(starts, (start, place) => text.slice(start, starts[place + 1]));
}

test("lines end at their line break", () => {
  expect(linesOf("{\n  1\r\n}")).toEqual(["{\n", "  1\r\n", "}"]);
  expect(linesOf("")).toEqual([""]);
});

test("a line of a million characters is broken, and no character with it", () => {
  const lines = linesOf("👷".repeat(500_000));
  expect(lines.every((line) => line.length <= 240 && line.length % 2 === 0)).toBe(true);
});

test("a long line is broken between words, and inside of one only where it is long", () => {
  const words = linesOf("some words ".repeat(100));
  expect(words.length).toBeGreaterThan(4);
  expect(words.every((line) => line.endsWith(" "))).toBe(true);
  expect(linesOf(`a ${"x".repeat(300)}`)[0]).toHaveLength(240);
});

test("lines together are the text, and every offset has its line", () => {
  const texts = fc
    .array(fc.constantFrom("\n", "x".repeat(100), " ", "👷", "\r\n"))
    .map((all) => all.join(""));
  fc.assert(
    fc.property(texts, fc.nat(), (text, pick) => {
      expect(linesOf(text).join("")).toBe(text);
      const offset = pick % (text.length + 1);
      const starts = splitLines(text);
      const line = lineAt(starts, offset);
      expect(starts[line]).toBeLessThanOrEqual(offset);
      expect(starts[line + 1] ?? Infinity).toBeGreaterThan(offset);
    }),
  );
});
