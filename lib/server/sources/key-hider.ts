import "server-only";
import {
  begun,
  countBackslashesBefore,
  countOwnBackslashes,
  findEnd,
  findStart,
  maxWrittenBytes,
  plainEscapes,
  readEscape,
  toBase64Forms,
} from "./written-key.ts";

/** A shorter one would be found in what is no key. */
const minKeyBytes = 8;
const asterisk = 0x2a;

export type KeyHider = {
  /** Writes asterisks over each key in these bytes, so that lengths and places stay. */
  hide(bytes: Uint8Array): void;
  /** The same for a short text. */
  hideIn(text: string): string;
  /** The same for bytes that come in pieces: what may be the beginning of a key waits for its end. */
  createStream(): TransformStream<Uint8Array, Uint8Array>;
};

/**
 * An upstream that repeats what it was sent (a debug page, an error, an echo in a payload) would hand its key to
 * the store, and so to everybody. Keys and their base64 are found however JSON and addresses may write them.
 */
export function createKeyHider(keys: readonly string[]): KeyHider {
  const long = keys.filter((key) => Buffer.byteLength(key) >= minKeyBytes);
  const written = new Set([...long, ...long.flatMap(toBase64Forms)]);
  const needles = [...written].map((form) => Buffer.from(form));
  const places = groupPlaces(needles);
  const escapes = ["%", String.raw`\u00`]
    .concat(
      plainEscapes
        .filter((byte) => places[byte] !== undefined)
        .map((byte) => `\\${String.fromCharCode(byte)}`),
    )
    .map((mark) => Buffer.from(mark));
  const maxBegun = Math.max(0, ...needles.map(({ length }) => length * maxWrittenBytes - 1));

  function hide(bytes: Uint8Array): void {
    if (needles.length === 0) return;
    const view = toBuffer(bytes);
    for (const needle of needles)
      for (let at = view.indexOf(needle); at !== -1; at = view.indexOf(needle, at + needle.length))
        view.fill(asterisk, findStart(view, at, needle), at + needle.length);
    for (const mark of escapes)
      for (let at = view.indexOf(mark); at !== -1;) at = view.indexOf(mark, hideAround(view, at));
  }

  /** Of a key with escapes what stands before the first is written as it is. Returns where to go on. */
  function hideAround(view: Buffer, mark: number): number {
    const sought = places[readEscape(view, mark)];
    if (sought === undefined) return mark + 1;
    const own = countOwnBackslashes(countBackslashesBefore(view, mark + 1));
    for (const { needle, index } of sought)
      for (let first = mark + 1 - Math.max(1, own); first <= mark; first += 1) {
        if (!isBefore(view, first, needle, index)) continue;
        const end = findEnd(view, first, needle, index);
        if (end < 0) continue;
        view.fill(asterisk, index === 0 ? first : findStart(view, first - index, needle), end);
        return end;
      }
    return mark + 1;
  }

  /** How many of the last bytes are the beginning of a key. */
  function countBegun(view: Buffer): number {
    for (let at = Math.max(0, view.length - maxBegun); at < view.length; at += 1)
      if (needles.some((needle) => findEnd(view, at, needle) === begun))
        // Backslashes are handed on in pairs, so that those that stay tell whether their number is even.
        return view.length - at + (countBackslashesBefore(view, at) % 2);
    return 0;
  }

  return {
    hide,
    hideIn(text) {
      const bytes = Buffer.from(text);
      hide(bytes);
      return bytes.toString();
    },
    createStream() {
      let held = Buffer.alloc(0);
      return new TransformStream({
        transform(chunk, controller) {
          const bytes = held.length === 0 ? toBuffer(chunk) : Buffer.concat([held, chunk]);
          hide(bytes);
          const end = bytes.length - countBegun(bytes);
          held = Buffer.from(bytes.subarray(end));
          if (end > 0) controller.enqueue(bytes.subarray(0, end));
        },
        flush(controller) {
          if (held.length > 0) controller.enqueue(held);
        },
      });
    },
  };
}

type Place = { needle: Buffer; index: number };

/** For each byte, where in the needles it stands. */
function groupPlaces(needles: readonly Buffer[]): (Place[] | undefined)[] {
  return Array.from({ length: 256 }, (_, byte) => {
    const same = needles.flatMap((needle) =>
      [...needle].flatMap((each, index): Place[] => (each === byte ? [{ needle, index }] : [])),
    );
    return same.length > 0 ? same : undefined;
  });
}

/** A loop of its own: most differ in the first byte, and `compare` costs more than that. */
function isBefore(view: Buffer, end: number, needle: Buffer, length: number): boolean {
  if (end < length) return false;
  for (let back = 1; back <= length; back += 1)
    if (view[end - back] !== needle[length - back]) return false;
  return true;
}

function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
