import type { FoundPart } from "#lib/domain/json/search.ts";
import type { NodeDescription } from "#lib/domain/json/describe.ts";
import type { TablePage } from "#lib/domain/json/table-page.ts";
import type { TreeOutcome, TreeWindow } from "#lib/domain/json/tree.ts";
import type { LinePage } from "./read-lines.ts";

export type FindMode = "text" | "key" | "path";

/** What can be asked about an open document, wherever it is held. */
export type Questions = {
  window: { asks: { first: number; last: number }; answer: TreeWindow };
  toggle: { asks: { node: number }; answer: TreeOutcome };
  show: { asks: { node: number }; answer: TreeOutcome };
  /** Null for a key that does nothing. */
  key: { asks: { key: string; node: number; pageRows: number }; answer: TreeOutcome | null };
  /** Unfolds so many levels beneath a node, and folds what is deeper; null for all of them. */
  expand: { asks: { node: number; levels: number | null }; answer: TreeOutcome };
  /** A node's text as written. */
  text: { asks: { node: number }; answer: string };
  /** Of a long key or scalar that part is told in which a pattern matches. */
  describe: { asks: { node: number; mark: string | null }; answer: NodeDescription };
  /** The node at a JSONPath, or null. */
  locate: { asks: { path: string }; answer: number | null };
  /** Goes on searching for a while. The same question is asked until `isDone`. */
  find: { asks: { query: string; mode: FindMode }; answer: FoundPart };
  /** The node of a hit of the last search. */
  hit: { asks: { index: number }; answer: number };
  lines: { asks: { first: number; last: number }; answer: LinePage };
  /** The line of the raw text in which a node begins, or what a pattern first matches in it. */
  line: { asks: { node: number; mark: string | null }; answer: number };
  table: { asks: { node: number; first: number; last: number }; answer: TablePage | null };
};

export type QuestionName = keyof Questions;
export type Asks<Name extends QuestionName> = Questions[Name]["asks"];
export type Answer<Name extends QuestionName> = Questions[Name]["answer"];

/** A question as it is sent to a worker. */
export type Question<Name extends QuestionName = QuestionName> = { name: Name; asks: Asks<Name> };

export type Answerers<Name extends QuestionName = QuestionName> = {
  [Each in Name]: (asks: Asks<Each>) => Answer<Each>;
};
