import type { DiffCounts } from "#lib/domain/json-diff/diff.ts";

export type DiffView = "differences" | "all";

/** What the worker is to compare, said first. */
export type DiffStart = { hrefs: { a: string; b: string } };

/** What the page asks of the worker that holds both documents. */
export type DiffQuestion =
  | { kind: "count"; view: DiffView }
  | { kind: "rows"; view: DiffView; from: number; to: number }
  | { kind: "find"; view: DiffView; from: number; step: 1 | -1 };

export type DiffNote =
  | { kind: "progress"; receivedBytes: number }
  | { kind: "ready"; counts: DiffCounts; rowCount: number }
  | { kind: "failed"; reason: string };
