import "server-only";
import type { ByteFilter, Emit } from "./byte-filter.ts";
import { createJsonStringMasker } from "./mask-json-strings.ts";
import { createJsonValueMasker } from "./mask-json-values.ts";
import type { KeyTest } from "./masked-keys.ts";

/** Pieces between masked values may be a few bytes long; they go on in blocks of this size. */
const blockBytes = 1 << 17;

/** A JSON text without its secrets, every other byte as it came. */
export function createDocumentMasker(isSecretKey: KeyTest): ByteFilter {
  const values = createJsonValueMasker(isSecretKey);
  const strings = createJsonStringMasker(isSecretKey);
  let pieces: Uint8Array[] = [];
  let length = 0;

  function flush(emit: Emit): void {
    const [first] = pieces;
    if (first) strings.push(pieces.length === 1 ? first : Buffer.concat(pieces, length), emit);
    pieces = [];
    length = 0;
  }

  function gather(piece: Uint8Array, emit: Emit): void {
    pieces.push(piece);
    length += piece.length;
    if (length >= blockBytes) flush(emit);
  }

  return {
    push(bytes, emit) {
      values.push(bytes, (piece) => gather(piece, emit));
    },
    end(emit) {
      values.end((piece) => gather(piece, emit));
      flush(emit);
      strings.end(emit);
    },
  };
}

/** As `createDocumentMasker`, for a text that is at hand as a whole. */
export function maskDocument(bytes: Uint8Array, isSecretKey: KeyTest): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const masker = createDocumentMasker(isSecretKey);
  masker.push(bytes, (piece) => pieces.push(piece));
  masker.end((piece) => pieces.push(piece));
  return new Uint8Array(Buffer.concat(pieces));
}

/** For the beginning of a longer text, without its last bytes: what follows them may make a secret of them. */
export function maskBeginning(bytes: Uint8Array, isSecretKey: KeyTest): Uint8Array<ArrayBuffer> {
  const values: Uint8Array[] = [];
  const pieces: Uint8Array[] = [];
  createJsonValueMasker(isSecretKey).push(bytes, (value) => values.push(value));
  createJsonStringMasker(isSecretKey).push(Buffer.concat(values), (piece) => pieces.push(piece));
  return new Uint8Array(Buffer.concat(pieces));
}

/** As `createDocumentMasker`, over a stream. */
export async function* maskStream(
  chunks: AsyncIterable<Uint8Array>,
  isSecretKey: KeyTest,
): AsyncGenerator<Uint8Array, void> {
  const masker = createDocumentMasker(isSecretKey);
  let pieces: Uint8Array[] = [];
  for await (const chunk of chunks) {
    masker.push(chunk, (piece) => pieces.push(piece));
    yield* pieces;
    pieces = [];
  }
  masker.end((piece) => pieces.push(piece));
  yield* pieces;
}
