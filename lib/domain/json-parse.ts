import { jsonKind, noNode } from "./json-model.ts";
import type { JsonModel } from "./json-model.ts";
import { scanScalar, scanSpace, scanString } from "./json-scan.ts";
import { JsonTable } from "./json-table.ts";

export type JsonParse = { ok: true; model: JsonModel } | { ok: false; fault: JsonFault };

/** Where a text stops being JSON. Line and column count from 1. */
export type JsonFault = {
  offset: number;
  line: number;
  column: number;
  /** What stands there; empty at the end of the text. */
  found: string;
};

const expect = { value: 0, firstItem: 1, key: 2, firstKey: 3, comma: 4, nothing: 5 } as const;

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Reads a text by RFC 8259 without recursion, so depth is bounded by memory alone. */
export function parseJson(text: string): JsonParse {
  const table = new JsonTable(text.length);
  let parent: number = noNode;
  let expected: number = expect.value;
  let keyStart = 0;
  let keyEnd = 0;
  let at = scanSpace(text, 0);

  for (; at < text.length; at = scanSpace(text, at)) {
    const code = text.charCodeAt(at);

    if (expected === expect.key || (expected === expect.firstKey && code !== closeBrace)) {
      if (code !== quote) return fault(text, at);
      keyStart = at;
      keyEnd = scanString(text, at);
      if (keyEnd < 0) return fault(text, ~keyEnd);
      at = scanSpace(text, keyEnd);
      if (text.charCodeAt(at) !== colon) return fault(text, at);
      at++;
      expected = expect.value;
      continue;
    }

    if (expected === expect.value || (expected === expect.firstItem && code !== closeBracket)) {
      if (code === openBrace || code === openBracket) {
        const kind = code === openBrace ? jsonKind.object : jsonKind.array;
        parent = table.add(kind, at, parent, keyStart, keyEnd);
        expected = kind === jsonKind.object ? expect.firstKey : expect.firstItem;
        at++;
      } else {
        const end = scanScalar(text, at);
        if (end < 0) return fault(text, ~end);
        table.close(table.add(kindOf(code), at, parent, keyStart, keyEnd), end);
        expected = parent === noNode ? expect.nothing : expect.comma;
        at = end;
      }
      keyStart = keyEnd = 0;
      continue;
    }

    if (expected === expect.nothing) return fault(text, at);
    const inObject = table.kind[parent] === jsonKind.object;
    if (expected === expect.comma && code === comma) {
      expected = inObject ? expect.key : expect.value;
    } else if (code === (inObject ? closeBrace : closeBracket)) {
      table.close(parent, at + 1);
      parent = table.columns.parent[parent] ?? noNode;
      expected = parent === noNode ? expect.nothing : expect.comma;
    } else {
      return fault(text, at);
    }
    at++;
  }

  if (expected !== expect.nothing) return fault(text, at);
  return { ok: true, model: { text, ...table.toIndex() } };
}

function kindOf(code: number): number {
  if (code === quote) return jsonKind.string;
  return code < 0x3a ? jsonKind.number : jsonKind.word;
}

function fault(text: string, offset: number): JsonParse {
  const lines = text.slice(0, offset).split("\n");
  const column = (lines.at(-1) ?? "").length + 1;
  const found = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return {
    ok: false,
    fault: {
      offset,
      line: lines.length,
      column,
      found: offset < text.length ? found : "",
    },
  };
}
