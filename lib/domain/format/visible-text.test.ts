import { expect, test } from "vitest";
import { toVisibleText } from "./visible-text.ts";

test.each([
  ["plain text, Prüfe 👩‍🚀\n\tnext", "plain text, Prüfe 👩‍🚀\n\tnext"],
  ["invoice\u202Egnp.exe", "invoice⟨U+202E⟩gnp.exe"],
  ["\u001B[31mred", "⟨U+001B⟩[31mred"],
  ["a\u2066b\u2069\uFEFFc\u00ADd\u200Be", "a⟨U+2066⟩b⟨U+2069⟩⟨U+FEFF⟩c⟨U+00AD⟩d⟨U+200B⟩e"],
  ["a\r\nb\r\n\r\n", "a\r\nb\r\n\r\n"],
  ["a\rb\r", "a⟨U+000D⟩b⟨U+000D⟩"],
  ["a\r\r\nb", "a⟨U+000D⟩\r\nb"],
  ["tag \u{E0041}", "tag ⟨U+E0041⟩"],
])("%j reads %j", (text, visible) => {
  expect(toVisibleText(text)).toBe(visible);
});
