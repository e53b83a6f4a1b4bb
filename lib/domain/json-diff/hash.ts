import { cell, isContainer } from "../json/model.ts";
import { jsonKind } from "../json/kind.ts";
import type { JsonModel } from "../json/model.ts";
import { toCanonical } from "./same.ts";

/** One number a node; equal for equal subtrees, whatever the order of keys. */
export type JsonHashes = Float64Array;

/** So that the two halves of a hash together stay a whole number that a double holds exactly. */
const highMask = 0x1f_ffff;
const highFactor = 2 ** 32;
const fnvPrime = 0x0100_0193;
const backslash = 0x5c;

/**
 * Hashes every subtree, 53 bits each. Equal subtrees have equal hashes; the reverse is likely only,
 * so whoever relies on it compares once more.
 */
export function hashNodes(model: JsonModel): JsonHashes {
  const hashes = new Float64Array(model.size);
  const low = new Uint32Array(model.size);
  const high = new Uint32Array(model.size);
  for (let node = model.size - 1; node >= 0; node--) {
    const kind = cell(model.kind, node);
    let one: number;
    let other: number;
    if (isContainer(model, node)) {
      one = mix(cell(low, node), kind + 1);
      other = mix(cell(high, node), cell(model.count, node) + 7);
    } else {
      const start = cell(model.start, node);
      const end = cell(model.end, node);
      one = hashText(model.text, start, end, kind + 11);
      other = hashText(model.text, start, end, kind + 1_013);
    }
    hashes[node] = (other & highMask) * highFactor + one;
    const parent = cell(model.parent, node);
    if (parent >= model.size) continue;
    const place =
      cell(model.kind, parent) === jsonKind.object
        ? hashText(model.text, cell(model.keyStart, node), cell(model.keyEnd, node), 3)
        : cell(model.position, node) + 1;
    low[parent] = cell(low, parent) + mix(one, place);
    high[parent] = cell(high, parent) + mix(other, place ^ 0x5bd1);
  }
  return hashes;
}

function hashText(text: string, start: number, end: number, seed: number): number {
  let hash = toFirst(seed);
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) return hashCanonical(toCanonical(text.slice(start, end)), seed);
    hash = Math.imul(hash ^ code, fnvPrime);
  }
  return mix(hash, end - start);
}

function hashCanonical(text: string, seed: number): number {
  let hash = toFirst(seed);
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), fnvPrime);
  return mix(hash, text.length);
}

function toFirst(seed: number): number {
  return 0x811c_9dc5 ^ Math.imul(seed, 0x9e37_79b1);
}

/** The last steps of MurmurHash3. */
function mix(hash: number, salt: number): number {
  let mixed = Math.imul(hash ^ salt, 0x85eb_ca6b) + salt;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
