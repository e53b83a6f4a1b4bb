import { jsonKind } from "./kind.ts";
import { noNode } from "./model.ts";
import type { JsonModel } from "./model.ts";
import { JsonScanner, scanSpace } from "./scan.ts";
import { JsonTable } from "./table.ts";

export type JsonParse = { ok: true; model: JsonModel } | { ok: false; fault: JsonFault };

/** Where a text stops being JSON. Line and column count from 1. */
export type JsonFault = {
  offset: number;
  line: number;
  column: number;
  /** What stands there; empty at the end of the text. */
  found: string;
};

export type JsonParser = {
  /** Bytes that follow on those before, in pieces of any size. */
  push(bytes: Uint8Array): void;
  /** `text` is what all the bytes say. */
  end(text: string): JsonParse;
};

const expect = { value: 0, firstItem: 1, key: 2, firstKey: 3, comma: 4, nothing: 5 } as const;

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Reads a text at hand, as `createJsonParser` does. */
export function parseJson(text: string): JsonParse {
  const parser = createJsonParser(text.length);
  parser.push(new TextEncoder().encode(text));
  return parser.end(text);
}

/**
 * Reads a text in UTF-8 by RFC 8259 while it arrives, without recursion, so that depth is bounded by memory alone.
 * `expectedBytes` need not be right.
 */
export function createJsonParser(expectedBytes: number): JsonParser {
  const table = new JsonTable(expectedBytes);
  /** UTF-16 units before the bytes that are carried on. */
  let passedUnits = 0;
  let isMalformed = false;
  let carried = new Uint8Array();
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let parent: number = noNode;
  let expected: number = expect.value;
  let keyStart = 0;
  let keyEnd = 0;
  /** In UTF-16 units; null as long as there is none. */
  let faultOffset: number | null = null;

  /** Reads as far as it goes for certain, and answers how far that is. */
  function read(bytes: Uint8Array, isLast: boolean): number {
    const { length } = bytes;
    const scanner = new JsonScanner(passedUnits);
    let at = 0;
    /** Where what is being read begins, and where it stops being JSON or goes on in the next piece. */
    let begun = 0;
    let stopped = -1;
    let unitsBegun = passedUnits;
    for (;;) {
      at = scanSpace(bytes, at);
      begun = at;
      unitsBegun = at + scanner.lag;
      if (at === length) break;
      const code = bytes[at] ?? 0;

      if (expected === expect.key || (expected === expect.firstKey && code !== closeBrace)) {
        const end = code === quote ? scanner.scanString(bytes, at) : ~at;
        const behind = end < 0 ? ~end : scanSpace(bytes, end);
        if (end < 0 || bytes[behind] !== colon) {
          stopped = behind;
          break;
        }
        keyStart = unitsBegun;
        keyEnd = end + scanner.lag;
        expected = expect.value;
        at = behind + 1;
      } else if (
        expected === expect.value ||
        (expected === expect.firstItem && code !== closeBracket)
      ) {
        if (code === openBrace || code === openBracket) {
          const kind = code === openBrace ? jsonKind.object : jsonKind.array;
          parent = table.add(kind, unitsBegun, parent, keyStart, keyEnd);
          expected = kind === jsonKind.object ? expect.firstKey : expect.firstItem;
          at++;
        } else {
          const end = scanner.scanScalar(bytes, at);
          if (end < 0 || (end === length && !isLast)) {
            stopped = end < 0 ? ~end : end;
            break;
          }
          const node = table.add(kindOf(code), unitsBegun, parent, keyStart, keyEnd);
          table.close(node, end + scanner.lag);
          expected = parent === noNode ? expect.nothing : expect.comma;
          at = end;
        }
        keyStart = keyEnd = 0;
      } else {
        const inObject = expected !== expect.nothing && table.kind[parent] === jsonKind.object;
        if (expected === expect.comma && code === comma) {
          expected = inObject ? expect.key : expect.value;
        } else if (expected !== expect.nothing && code === (inObject ? closeBrace : closeBracket)) {
          table.close(parent, unitsBegun + 1);
          parent = table.columns.parent[parent] ?? noNode;
          expected = parent === noNode ? expect.nothing : expect.comma;
        } else {
          stopped = at;
          break;
        }
        at++;
      }
    }
    if (stopped >= 0 && (isLast || stopped < length)) faultOffset = stopped + scanner.lag;
    isMalformed ||= scanner.isMalformed;
    passedUnits = unitsBegun;
    return begun;
  }

  function readWaiting(isLast: boolean): void {
    const bytes = concat([carried, ...waiting]);
    waiting = [];
    waitingBytes = 0;
    carried = bytes.slice(read(bytes, isLast));
  }

  return {
    push(bytes) {
      if (faultOffset !== null) return;
      waiting.push(bytes);
      waitingBytes += bytes.length;
      // A string of many pieces is not begun anew with each of them.
      if (waitingBytes >= carried.length) readWaiting(false);
    },
    end(text) {
      if (faultOffset === null) readWaiting(true);
      if (isMalformed) return parseJson(text);
      if (faultOffset === null && expected !== expect.nothing) faultOffset = text.length;
      return faultOffset === null
        ? { ok: true, model: { text, ...table.toIndex() } }
        : toFault(text, faultOffset);
    },
  };
}

function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function kindOf(code: number): number {
  if (code === quote) return jsonKind.string;
  return code < 0x3a ? jsonKind.number : jsonKind.word;
}

function toFault(text: string, offset: number): JsonParse {
  const lines = text.slice(0, offset).split("\n");
  const column = (lines.at(-1) ?? "").length + 1;
  const found = offset < text.length ? String.fromCodePoint(text.codePointAt(offset) ?? 0) : "";
  return { ok: false, fault: { offset, line: lines.length, column, found } };
}
