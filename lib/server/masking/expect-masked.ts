import { expect } from "vitest";
import type { ByteFilter } from "./byte-filter.ts";
import { createDocumentMasker, maskDocument } from "./mask-document.ts";
import { createJsonStringMasker } from "./mask-json-strings.ts";
import { createKeyTest } from "./masked-keys.ts";

export const isSecretKey = createKeyTest();

export function mask(text: string): string {
  return new TextDecoder().decode(maskDocument(new TextEncoder().encode(text), isSecretKey));
}

/** The text through the masker in pieces that end at these places. */
export function maskInPieces(text: string, cuts: readonly number[]): string {
  return filterInPieces(createDocumentMasker(isSecretKey), text, cuts);
}

/** As `maskInPieces`, of what strings show: otherwise they are looked at in blocks, and a short text in one. */
export function maskStringsInPieces(text: string, cuts: readonly number[]): string {
  return filterInPieces(createJsonStringMasker(isSecretKey), text, cuts);
}

function filterInPieces(masker: ByteFilter, text: string, cuts: readonly number[]): string {
  const bytes = new TextEncoder().encode(text);
  const out: Uint8Array[] = [];
  const ends = cuts.map((cut) => Math.floor(cut * bytes.length)).toSorted((a, b) => a - b);
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    masker.push(bytes.slice(from, end), (piece) => out.push(piece.slice()));
    from = end;
  }
  masker.end((piece) => out.push(piece.slice()));
  return Buffer.concat(out).toString();
}

/** However the text is cut in two. */
export function expectMasked(text: string, masked: string): void {
  expect(mask(text)).toBe(masked);
  const length = Buffer.byteLength(text);
  for (let at = 1; at < length; at++) expect(maskInPieces(text, [at / length])).toBe(masked);
}

/** As encoders write it that escape quotes as `\\u0022`. */
export function hexQuoted(value: unknown): string {
  return JSON.stringify(value).replaceAll(/\\./g, (pair) =>
    pair === '\\"' ? String.raw`\u0022` : pair,
  );
}
