import type { JsonModel } from "#lib/domain/json-model.ts";
import { parseJson } from "#lib/domain/json-parse.ts";
import type { JsonFault } from "#lib/domain/json-parse.ts";
import { createView } from "#lib/domain/json-rows.ts";
import type { JsonView } from "#lib/domain/json-rows.ts";

/** A text, and the tree it opens with where it is JSON. */
export type OpenedText = { text: string } & (
  | { ok: true; model: JsonModel; view: JsonView }
  | { ok: false; fault: JsonFault }
);

/** `version` tells a document from the one that came before. */
export type PayloadDocument = OpenedText & { version: string };

export function openText(text: string): OpenedText {
  const parsed = parseJson(text);
  return parsed.ok ? { ...parsed, text, view: createView(parsed.model) } : { ...parsed, text };
}
