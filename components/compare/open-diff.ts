import { askWorker } from "#components/payload/ask-worker.ts";
import type { DiffCounts } from "#lib/domain/json-diff/diff.ts";
import type { DiffRow } from "#lib/domain/json-diff/read-diff-row.ts";
import type { DiffNote, DiffQuestion, DiffStart, DiffView } from "./diff-messages.ts";

/** A diff whose documents and lines stay in a worker; the page holds what is in sight. */
export type OpenDiff = {
  counts: DiffCounts;
  /** Lines of the differences alone. */
  rowCount: number;
  countRows(view: DiffView): Promise<number>;
  readRows(view: DiffView, from: number, to: number): Promise<DiffRow[]>;
  /** The line where the next difference begins, or -1. */
  findDifference(view: DiffView, from: number, step: 1 | -1): Promise<number>;
};

type OpenOptions = {
  hrefs: { a: string; b: string };
  signal: AbortSignal;
  onProgress: (receivedBytes: number) => void;
};

/**
 * Fetches, parses and compares two JSON texts in a worker, which lives until `signal` aborts. Rejects with a sentence.
 */
export function openDiff({ hrefs, signal, onProgress }: OpenOptions): Promise<OpenDiff> {
  const { promise, resolve, reject } = Promise.withResolvers<OpenDiff>();
  const worker = new Worker(new URL("./diff-worker.ts", import.meta.url), { type: "module" });
  const end = () => worker.terminate();
  const ask = <Answer>(question: DiffQuestion) => askWorker<Answer>(worker, question);

  worker.addEventListener("message", ({ data }: MessageEvent<DiffNote>) => {
    if (data.kind === "progress") onProgress(data.receivedBytes);
    else if (data.kind === "failed") reject(new Error(data.reason));
    else
      resolve({
        counts: data.counts,
        rowCount: data.rowCount,
        countRows: (view) => ask({ kind: "count", view }),
        readRows: (view, from, to) => ask({ kind: "rows", view, from, to }),
        findDifference: (view, from, step) => ask({ kind: "find", view, from, step }),
      });
  });
  worker.addEventListener("error", () =>
    reject(new Error("The documents could not be compared: the browser stopped the work.")),
  );
  signal.addEventListener("abort", end, { once: true });
  promise.catch(end);
  const toAbsolute = (href: string) => new URL(href, location.href).href;
  const start: DiffStart = { hrefs: { a: toAbsolute(hrefs.a), b: toAbsolute(hrefs.b) } };
  worker.postMessage(start);
  return promise;
}
