import type { DiffCounts } from "#lib/domain/json-diff/diff.ts";
import type { DiffRow } from "#lib/domain/json-diff/read-diff-row.ts";

export type DiffView = "differences" | "all";

/** What the page asks of the worker that holds both documents. */
export type DiffRequest =
  | { kind: "open"; hrefs: { a: string; b: string } }
  | { kind: "count"; call: number; view: DiffView }
  | { kind: "rows"; call: number; view: DiffView; from: number; to: number }
  | { kind: "find"; call: number; view: DiffView; from: number; step: 1 | -1 };

export type DiffAnswer =
  | { kind: "progress"; receivedBytes: number }
  | { kind: "ready"; counts: DiffCounts; rowCount: number }
  | { kind: "failed"; reason: string }
  | { kind: "answer"; call: number; rows: DiffRow[]; found: number };
