import "server-only";
import type { ByteFilter, Emit } from "./byte-filter.ts";
import { countBackslashes } from "./count-backslashes.ts";
import { findSecrets, type Secret } from "./find-secrets.ts";
import { replaceSecrets } from "./mask-text.ts";
import type { KeyTest } from "./masked-keys.ts";

/** Longer than anything that announces a secret. */
const heldBackBytes = 4_096;
/** A single secret longer than this is masked to the end of the string that it stands in. */
const longestSecretBytes = 1 << 22;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Masks what stands inside the strings of a JSON text: signatures in addresses, and the values under
 * secret keys where a string holds JSON. Changes no other byte.
 */
export function createJsonStringMasker(isSecretKey: KeyTest): ByteFilter {
  let carried: Uint8Array = new Uint8Array();
  let isDropping = false;
  let isEscaped = false;

  function filter(bytes: Uint8Array, isLast: boolean, emit: Emit): void {
    // One byte, one character, so that an offset in one is an offset in the other.
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    const secrets = findSecrets(text, isSecretKey, true);
    const open = secrets.find((secret) => secret.end === undefined);
    let end = text.length;
    if (!isLast && open && text.length - open.from > longestSecretBytes) {
      isDropping = true;
      isEscaped = countBackslashes(text, text.length) % 2 === 1;
    } else if (!isLast) end = toSafeEnd(text, secrets);
    if (secrets.some(({ start }) => start < end))
      emit(Buffer.from(replaceSecrets(text, secrets, end), "latin1"));
    else if (end > 0) emit(bytes.subarray(0, end));
    carried = bytes.subarray(end);
  }

  /** The offset of the quote that ends the string being dropped. */
  function findStringEnd(bytes: Uint8Array): number | undefined {
    for (const [at, byte] of bytes.entries()) {
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) return at;
    }
    return undefined;
  }

  return {
    push(piece, emit) {
      const dropped = isDropping ? findStringEnd(piece) : 0;
      if (dropped === undefined) return;
      isDropping = false;
      const bytes = piece.subarray(dropped);
      filter(carried.length === 0 ? bytes : Buffer.concat([carried, bytes]), false, emit);
    },
    end(emit) {
      filter(carried, true, emit);
    },
  };
}

/** Up to here nothing that follows can change what is a secret and what is not. */
function toSafeEnd(text: string, secrets: readonly Secret[]): number {
  const lastFirst = secrets.toSorted((a, b) => b.from - a.from);
  let end = Math.max(0, text.length - heldBackBytes);
  for (;;) {
    let next = end;
    for (const { from, end: secretEnd } of lastFirst)
      if (from < next && (secretEnd === undefined || secretEnd > next)) next = from;
    next -= countBackslashes(text, next);
    if (next === end) return end;
    end = next;
  }
}
