import "server-only";
import { toKeyText } from "./key-text.ts";
import type { KeyTest } from "./masked-keys.ts";

const cacheSize = 4_096;

/** Longer keys are not kept. */
const keptKeyBytes = 256;

type KeyBytesTest = (key: Uint8Array, start: number, end: number) => boolean;

const tests = new WeakMap<KeyTest, KeyBytesTest>();

/**
 * A key test on bytes. The keys of documents repeat by the million: each is decoded once and then known
 * again by its bytes.
 */
export function getKeyBytesTest(isSecretKey: KeyTest): KeyBytesTest {
  const test = tests.get(isSecretKey) ?? createKeyBytesTest(isSecretKey);
  tests.set(isSecretKey, test);
  return test;
}

function createKeyBytesTest(isSecretKey: KeyTest): KeyBytesTest {
  const known: ({ key: Uint8Array; isSecret: boolean } | undefined)[] = Array.from({
    length: cacheSize,
  });

  return (bytes, start, end) => {
    const length = end - start;
    let hash = length;
    for (let at = Math.max(start, end - 12); at < end; at++)
      hash = (hash * 31 + (bytes[at] ?? 0)) | 0;
    const slot = hash & (cacheSize - 1);
    const entry = known[slot];
    if (entry && isSame(entry.key, bytes, start, length)) return entry.isSecret;
    const key = bytes.slice(start, end);
    const isSecret = isSecretKey(toKeyText(key));
    if (length <= keptKeyBytes) known[slot] = { key, isSecret };
    return isSecret;
  };
}

function isSame(key: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  if (key.length !== length) return false;
  for (let at = 0; at < length; at++) if (key[at] !== bytes[start + at]) return false;
  return true;
}
