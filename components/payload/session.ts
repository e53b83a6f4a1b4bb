import type { Opening } from "./open-text.ts";
import type { Answer, Asks, QuestionName } from "./questions.ts";

/** An open document, held by the page itself or by a worker. */
export type Session = Opening & {
  /** The whole text, when it is short. */
  text: string | null;
  ask<Name extends QuestionName>(name: Name, asks: Asks<Name>): Promise<Answer<Name>>;
  /** Keeps the worker alive until the returned function is called. */
  hold(): () => void;
};

/** A session with the version of the document it was opened on. */
export type OpenedDocument = { session: Session; version: string };
