import "server-only";

/** A shorter one would be found in what is no key. */
const minKeyBytes = 8;
const asterisk = 0x2a;

export type KeyHider = {
  /** Writes asterisks over each key in these bytes, so that lengths and places stay. */
  hide(bytes: Uint8Array): void;
  /** The same for bytes that come in pieces: what may be the beginning of a key waits for its end. */
  createStream(): TransformStream<Uint8Array, Uint8Array>;
};

/**
 * An upstream that repeats what it was sent (a debug page, an error, an echo in a payload) would hand its key to
 * the store, and so to everybody. Keys are found as they are, and as JSON and addresses write them.
 */
export function createKeyHider(keys: readonly string[]): KeyHider {
  const written = keys.flatMap((key) => [key, encodeURIComponent(key), key.replaceAll("/", "\\/")]);
  const needles = [...new Set(written)]
    .map((form) => Buffer.from(form))
    .filter(({ length }) => length >= minKeyBytes);

  function hide(bytes: Uint8Array): void {
    const view = toBuffer(bytes);
    for (const needle of needles)
      for (let at = view.indexOf(needle); at !== -1; at = view.indexOf(needle, at + needle.length))
        view.fill(asterisk, at, at + needle.length);
  }

  /** How many of the last bytes are the beginning of a key. */
  function countBegun(bytes: Buffer): number {
    const counts = needles.map((needle) => {
      let count = Math.min(needle.length - 1, bytes.length);
      while (count > 0 && !bytes.subarray(-count).equals(needle.subarray(0, count))) count -= 1;
      return count;
    });
    return Math.max(0, ...counts);
  }

  return {
    hide,
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

function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
