import { parseJson } from "#lib/domain/json-parse.ts";
import type { JsonParse } from "#lib/domain/json-parse.ts";

/** A text and what it says. `version` tells it from the one that came before. */
export type PayloadDocument = JsonParse & { text: string; version: string };

export function openDocument(text: string, version: string): PayloadDocument {
  return { ...parseJson(text), text, version };
}
