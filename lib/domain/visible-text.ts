/** Controls, zero-width and bidirectional marks: they hide text, turn it around, or drive a terminal. */
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A text from outside with each character that cannot be seen, but acts, written as its code point: `⟨U+202E⟩`. */
export function toVisibleText(text: string): string {
  return text.replaceAll(
    hidden,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}
