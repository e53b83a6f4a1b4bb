import type { ByteSpan } from "../job-fact.ts";
import { malformed, skipSpace, skipString, skipValue } from "./skip.ts";

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

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

const nullText = new TextEncoder().encode("null");

/** A part that is `null` stands for one that is not there. */
export function withoutNull(bytes: Uint8Array, span: ByteSpan | null = null): ByteSpan | null {
  return span && isSame(bytes.subarray(span.start, span.end), nullText) ? null : span;
}
