import { parseKey } from "./path.ts";

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** Strings are mostly short; past this many bytes the native search is the faster one. */
const shortString = 24;

const reading = {
  value: 0,
  inside: 1,
  afterValue: 2,
  key: 3,
  inKey: 4,
  afterKey: 5,
  done: 6,
} as const;

/**
 * What leads from a container to a value in it: the key as shown, quotes and all, and how often it has come by
 * then among its siblings; null for an item of an array.
 */
export type JsonStep = { key: string; time: number } | null;

export type FoundValue = {
  /** As written; null for a container, and for what is longer than asked for. */
  bytes: Uint8Array | null;
  steps: JsonStep[];
};

type FinderOptions = {
  maxBytes: number;
  /** How a key is shown, as written but for its quotes: those that are shown alike count as equal. */
  toShownKey?: (key: string) => string;
};

/**
 * Finds the value at these places, each counted from 0 among the members of the one before: where keys repeat,
 * places tell them apart. Takes the text in pieces and keeps nothing of it but the value, what leads to it and
 * the keys beside those. Of a text that is no JSON it finds something or nothing.
 */
export function createValueFinder(
  places: readonly number[],
  { maxBytes, toShownKey = (key) => key }: FinderOptions,
) {
  const decoder = new TextDecoder();
  const steps: JsonStep[] = [];
  let state: number = reading.value;
  let found: FoundValue | undefined;
  /** How many containers on the way are entered, and of the innermost: its kind, the member that is read, its keys. */
  let entered = 0;
  let isObject = false;
  let member = 0;
  let step: JsonStep = null;
  let times = new Map<string, number>();
  /** Of the value that is read or passed over: its open containers, whether a string or a bare word is open. */
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let isTarget = false;
  /** What earlier pieces held of the key, or of the value that is asked for. */
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  const isOnTheWay = () => entered === 0 || member === places[entered - 1];

  function finish(value?: FoundValue): void {
    found = value;
    state = reading.done;
  }

  function hold(piece: Uint8Array): void {
    held.push(piece);
    heldBytes += piece.length;
    if (isTarget && heldBytes > maxBytes) finish({ bytes: null, steps });
  }

  function takeHeld(): Uint8Array {
    const whole = new Uint8Array(heldBytes);
    let at = 0;
    for (const piece of held) {
      whole.set(piece, at);
      at += piece.length;
    }
    held = [];
    heldBytes = 0;
    return whole;
  }

  function enter(byte: number): void {
    entered++;
    member = 0;
    times = new Map();
    isObject = byte === openBrace;
    state = isObject ? reading.key : reading.value;
  }

  function beginValue(byte: number): void {
    const isContainer = byte === openBrace || byte === openBracket;
    if (isOnTheWay()) {
      if (entered > 0) steps.push(isObject ? step : null);
      if (entered < places.length) return isContainer ? enter(byte) : finish();
      if (isContainer) return finish({ bytes: null, steps });
      isTarget = true;
    }
    depth = isContainer ? 1 : 0;
    isInString = byte === quote;
    state = reading.inside;
  }

  function endKey(): void {
    const key = toShownKey(decoder.decode(takeHeld()));
    const written = `"${key}"`;
    const text = key.includes("\\") ? parseKey(written) : key;
    const time = (times.get(text) ?? 0) + 1;
    times.set(text, time);
    step = { key: written, time };
    state = reading.afterKey;
  }

  /** Behind the quote that ends the string, or behind the piece. */
  function passString(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length) {
      const near = Math.min(bytes.length, at + shortString);
      for (; at < near; at++) {
        const byte = bytes[at];
        if (isEscaped) isEscaped = false;
        else if (byte === backslash) isEscaped = true;
        else if (byte === quote) {
          isInString = false;
          return at + 1;
        }
      }
      if (isEscaped) continue;
      const end = bytes.indexOf(quote, at);
      const stop = end === -1 ? bytes.length : end;
      let before = stop;
      while (before > at && bytes[before - 1] === backslash) before--;
      isEscaped = (stop - before) % 2 === 1;
      at = stop;
    }
    return at;
  }

  /** Between the strings of a container: behind the quote that begins one, behind its end, or behind the piece. */
  function passBetween(bytes: Uint8Array, from: number): number {
    let level = depth;
    let at = from;
    while (at < bytes.length && level > 0) {
      const byte = bytes[at++];
      if (byte === quote) {
        isInString = true;
        break;
      }
      if (byte === openBrace || byte === openBracket) level++;
      else if (byte === closeBrace || byte === closeBracket) level--;
    }
    depth = level;
    if (level === 0) state = reading.afterValue;
    return at;
  }

  /** To the end of the value, or of the piece. */
  function passValue(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length) {
      if (isInString) {
        at = passString(bytes, at);
        if (!isInString && depth === 0) state = reading.afterValue;
      } else if (depth === 0) {
        while (at < bytes.length && !endsWord(bytes[at])) at++;
        if (at < bytes.length) state = reading.afterValue;
      } else at = passBetween(bytes, at);
      if (state === reading.afterValue) return at;
    }
    return at;
  }

  /** A byte between keys and values. */
  function readByte(byte: number): void {
    if (isSpace(byte)) return;
    if (state === reading.value) {
      if (byte === closeBracket) finish();
      else beginValue(byte);
    } else if (state === reading.key) {
      if (byte !== quote) return finish();
      isInString = true;
      state = reading.inKey;
    } else if (state === reading.afterKey) {
      if (byte !== colon) return finish();
      state = reading.value;
    } else if (byte === comma) {
      member++;
      state = isObject ? reading.key : reading.value;
    } else finish();
  }

  function readValue(bytes: Uint8Array, from: number): number {
    const end = passValue(bytes, from);
    if (isTarget) {
      hold(bytes.subarray(from, end));
      if (state === reading.afterValue) finish({ bytes: takeHeld(), steps });
    }
    return end;
  }

  function readKey(bytes: Uint8Array, from: number): number {
    const end = passString(bytes, from);
    hold(bytes.subarray(from, isInString ? end : end - 1));
    if (!isInString) endKey();
    return end;
  }

  return {
    /** Whether it is decided by now. */
    push(bytes: Uint8Array): boolean {
      let at = 0;
      while (at < bytes.length && state !== reading.done) {
        if (state === reading.inside) at = readValue(bytes, at);
        else if (state === reading.inKey) at = readKey(bytes, at);
        else {
          readByte(bytes[at] ?? 0);
          if (isTarget && state === reading.inside) hold(bytes.subarray(at, at + 1));
          at++;
        }
      }
      return state === reading.done;
    },
    /** Undefined where there is no such value. */
    end(): FoundValue | undefined {
      if (isTarget && state === reading.inside && !isInString) finish({ bytes: takeHeld(), steps });
      return found;
    },
  };
}

function endsWord(byte: number | undefined): boolean {
  return byte === comma || byte === closeBrace || byte === closeBracket || isSpace(byte);
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
