import { parseJson } from "#lib/domain/json/parse.ts";
import type { JsonFault, JsonParse } from "#lib/domain/json/parse.ts";
import { createView } from "#lib/domain/json/rows.ts";
import { readWindow } from "#lib/domain/json/tree.ts";
import type { JsonTree, TreeWindow } from "#lib/domain/json/tree.ts";
import { drawnRowsMax } from "./row-geometry.ts";

/** What a text opens with: its first rows, or a sentence that says where it stops being JSON. */
export type Opening = { fault: string | null; initial: TreeWindow };

/** A text's tree, null where it is no JSON, and what is seen of it first. */
type OpenedText = { tree: JsonTree | null; opening: Opening };

export function openText(text: string): OpenedText {
  return openParsed(parseJson(text));
}

export function openParsed(parsed: JsonParse): OpenedText {
  if (!parsed.ok)
    return {
      tree: null,
      opening: { fault: describeFault(parsed.fault), initial: { first: 0, rows: [], rowCount: 0 } },
    };
  const tree = { model: parsed.model, view: createView(parsed.model) };
  const initial = readWindow(tree, { first: 0, last: drawnRowsMax });
  return { tree, opening: { fault: null, initial } };
}

function describeFault({ found, line, column }: JsonFault): string {
  const what =
    found === "" ? "the text ends too early" : `${JSON.stringify(found)} is not expected`;
  return `Not valid JSON: ${what} at line ${line}, column ${column}. Shown as it came.`;
}
