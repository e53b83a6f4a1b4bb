import { parseJson } from "#lib/domain/json-parse.ts";
import { createView } from "#lib/domain/json-rows.ts";
import { readWindow } from "#lib/domain/json-tree.ts";
import type { JsonTree } from "#lib/domain/json-tree.ts";
import type { Answer, Answerers, Asks, QuestionName } from "./questions.ts";
import type { Session } from "./session.ts";
import { drawnRowsMax } from "./row-geometry.ts";

/** Opens a short text in the page itself. What is not needed to draw and fold it loads when it is asked for. */
export function openLocally(text: string): Session {
  const parsed = parseJson(text);
  const tree: JsonTree | null = parsed.ok
    ? { model: parsed.model, view: createView(parsed.model) }
    : null;
  let answerers: Promise<Answerers> | undefined;
  const loadAnswerers = async () =>
    (await import("./create-answerers.ts")).createAnswerers(text, tree);

  async function ask<Name extends QuestionName>(
    name: Name,
    asks: Asks<Name>,
  ): Promise<Answer<Name>> {
    const all: Answerers<Name> = await (answerers ??= loadAnswerers());
    return all[name](asks);
  }

  return {
    fault: parsed.ok ? null : parsed.fault,
    initial: tree ? readWindow(tree, { first: 0, last: drawnRowsMax }) : noRows,
    length: text.length,
    text,
    readNow: tree && ((first, last) => readWindow(tree, { first, last })),
    ask,
    hold: () => () => undefined,
  };
}

export const noRows = { first: 0, rows: [], rowCount: 0 };
