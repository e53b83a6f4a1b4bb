import { expect, test } from "vitest";
import { createAddressBook } from "./address-book.ts";

const start = Date.UTC(2026, 0, 2, 3, 4, 5);
const signed = (seconds: number) =>
  `https://b/a.png?X-Amz-Date=20260102T030405Z&X-Amz-Expires=${seconds}&X-Amz-Signature=x`;

function openBook() {
  let now = start;
  const book = createAddressBook(() => now);
  return { book, wait: (ms: number) => (now += ms) };
}

test("an address is forgotten shortly before its own end, which stays known", () => {
  const { book, wait } = openBook();
  book.remember("a", "result.0", signed(30));
  expect(book.find("a", "result.0")).toBe(signed(30));
  expect(book.findEnd("a", "result.0")).toBe(start + 30_000);
  wait(27_000);
  expect(book.find("a", "result.0")).toBeUndefined();
  expect(book.findEnd("a", "result.0")).toBe(start + 30_000);
  expect(book.findEnd("a", "result.1")).toBeNull();
});

test("an address without an end, or with one that has passed by our clock, is used for a minute", () => {
  const { book, wait } = openBook();
  book.remember("a", "result.0", "https://b/a.png");
  book.remember("a", "result.1", "https://b/a.png?Expires=300");
  wait(59_000);
  expect(book.find("a", "result.0")).toBeDefined();
  expect(book.find("a", "result.1")).toBeDefined();
  expect(book.findEnd("a", "result.0")).toBeNull();
  wait(1_000);
  expect(book.find("a", "result.0")).toBeUndefined();
  expect(book.find("a", "result.1")).toBeUndefined();
});
