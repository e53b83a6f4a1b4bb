import type { ByteSpan } from "./job-fact.ts";

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const malformed = -1;
/** Strings are mostly short; past this many bytes the native search is the faster one. */
const shortString = 24;

/** The paths asked for, as a tree of keys. `slot` is the path's index. */
type PathNode = { slot: number | null; children: Map<string, PathNode>; keys: KeyBytes[] };
type KeyBytes = { bytes: Uint8Array; node: PathNode };

/**
 * Where the values at these paths stand in a JSON text, one span or null per path, without parsing
 * it: what lies outside the paths is only skipped, so a text is not proven valid. Of duplicate
 * keys the last counts, as in `JSON.parse`. A text whose structure is broken has no spans.
 */
export function findJsonSpans(
  bytes: Uint8Array,
  paths: readonly (readonly string[])[],
): (ByteSpan | null)[] {
  const spans: (ByteSpan | null)[] = paths.map(() => null);
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const start = skipSpace(bytes, hasBom ? 3 : 0);
  const end = visitValue(bytes, start, toPathTree(paths), spans);
  const isWhole = end !== malformed && skipSpace(bytes, end) === bytes.length;
  return isWhole ? spans : paths.map(() => null);
}

function toPathTree(paths: readonly (readonly string[])[]): PathNode {
  const root: PathNode = { slot: null, children: new Map(), keys: [] };
  for (const [slot, path] of paths.entries()) {
    let node = root;
    for (const key of path) {
      const child = node.children.get(key) ?? { slot: null, children: new Map(), keys: [] };
      if (!node.children.has(key)) {
        node.children.set(key, child);
        node.keys.push({ bytes: new TextEncoder().encode(key), node: child });
      }
      node = child;
    }
    node.slot = slot;
  }
  return root;
}

/** Goes as deep as the paths do and no deeper. Returns the value's end. */
function visitValue(
  bytes: Uint8Array,
  start: number,
  node: PathNode,
  spans: (ByteSpan | null)[],
): number {
  forget(node, spans);
  const isObject = bytes[start] === openBrace && node.children.size > 0;
  const end = isObject ? visitMembers(bytes, start, node, spans) : skipValue(bytes, start);
  if (end !== malformed && node.slot !== null) spans[node.slot] = { start, end };
  return end;
}

function forget(node: PathNode, spans: (ByteSpan | null)[]): void {
  if (node.slot !== null) spans[node.slot] = null;
  for (const child of node.children.values()) forget(child, spans);
}

function visitMembers(
  bytes: Uint8Array,
  start: number,
  node: PathNode,
  spans: (ByteSpan | null)[],
): number {
  let at = skipSpace(bytes, start + 1);
  if (bytes[at] === closeBrace) return at + 1;
  for (;;) {
    const keyEnd = bytes[at] === quote ? skipString(bytes, at) : malformed;
    if (keyEnd === malformed) return malformed;
    const child = findChild(bytes, at, keyEnd, node);
    at = skipSpace(bytes, keyEnd);
    if (bytes[at] !== colon) return malformed;
    at = skipSpace(bytes, at + 1);
    const end = child ? visitValue(bytes, at, child, spans) : skipValue(bytes, at);
    if (end === malformed) return malformed;
    at = skipSpace(bytes, end);
    if (bytes[at] === closeBrace) return at + 1;
    if (bytes[at] !== comma) return malformed;
    at = skipSpace(bytes, at + 1);
  }
}

function findChild(
  bytes: Uint8Array,
  start: number,
  end: number,
  node: PathNode,
): PathNode | undefined {
  const key = bytes.subarray(start + 1, end - 1);
  if (!key.includes(backslash)) return node.keys.find((each) => isSame(each.bytes, key))?.node;
  const name = parseKey(bytes.subarray(start, end));
  return name === undefined ? undefined : node.children.get(name);
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Undefined when an escape is wrong; the text is then no JSON, and whoever parses it will say so. */
function parseKey(bytes: Uint8Array): string | undefined {
  try {
    return String(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

/** The end of the value that begins here. Iterative: nesting costs a byte a level. */
function skipValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === quote) return skipString(bytes, start);
  if (first !== openBrace && first !== openBracket) return skipScalar(bytes, start);
  let closers = new Uint8Array(64);
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === quote) {
      at = skipString(bytes, at);
      if (at === malformed) return malformed;
      continue;
    }
    at += 1;
    if (byte === openBrace || byte === openBracket) {
      if (depth === closers.length) closers = grow(closers);
      // In ASCII a closer stands two after its opener.
      closers[depth] = byte + 2;
      depth += 1;
    } else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
      if (closers[depth] !== byte) return malformed;
      if (depth === 0) return at;
    }
  }
  return malformed;
}

function grow(stack: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(stack.length * 2);
  larger.set(stack);
  return larger;
}

function skipScalar(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && !endsScalar(bytes[at])) at += 1;
  return at === start ? malformed : at;
}

function endsScalar(byte: number | undefined): boolean {
  return byte === comma || byte === closeBrace || byte === closeBracket || isSpace(byte);
}

function skipString(bytes: Uint8Array, start: number): number {
  const shortEnd = Math.min(bytes.length, start + shortString);
  let at = start + 1;
  while (at < shortEnd) {
    const byte = bytes[at];
    if (byte === quote) return at + 1;
    at += byte === backslash ? 2 : 1;
  }
  for (;;) {
    const end = bytes.indexOf(quote, at);
    if (end === -1) return malformed;
    let before = end;
    while (before > at && bytes[before - 1] === backslash) before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
    at = end + 1;
  }
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isSpace(bytes[at])) at += 1;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
