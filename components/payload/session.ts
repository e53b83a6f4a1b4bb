import type { JsonFault } from "#lib/domain/json-parse.ts";
import type { TreeWindow } from "#lib/domain/json-tree.ts";
import type { Answer, Asks, QuestionName } from "./questions.ts";

/** An open document, held by the page itself or by a worker. */
export type Session = {
  /** Where the text stops being JSON; null when it is JSON. */
  fault: JsonFault | null;
  /** The rows it opens with. */
  initial: TreeWindow;
  /** Length of the text in UTF-16 units. */
  length: number;
  /** The whole text, when it is short. */
  text: string | null;
  /** The rows at once, where the page itself holds the document; null where a worker does. */
  readNow: ((first: number, last: number) => TreeWindow) | null;
  ask<Name extends QuestionName>(name: Name, asks: Asks<Name>): Promise<Answer<Name>>;
  /** Keeps the worker alive until the returned function is called. */
  hold(): () => void;
};

/** A session with the version of the document it was opened on. */
export type OpenedDocument = { session: Session; version: string };
