/** Controls and format characters: they hide text, turn it around, or drive a terminal. Joiners belong to words and emoji, CR LF ends a line. */
const acting = /(?![\t\n\u200c\u200d]|\r\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A text from outside with each character that cannot be seen, but acts, written as its code point: `⟨U+202E⟩`. */
export function toVisibleText(text: string): string {
  return text.replaceAll(
    acting,
    (character) =>
      `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}
