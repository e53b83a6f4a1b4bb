import type { DiffCounts } from "#lib/domain/json-diff/diff.ts";
import type { DiffRow } from "#lib/domain/json-diff/read-diff-row.ts";
import type { DiffAnswer, DiffRequest, DiffView } from "./diff-messages.ts";

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

type Call = Exclude<DiffRequest, { kind: "open" }>;
type Answer = Extract<DiffAnswer, { kind: "answer" }>;

/** Fetches, parses and compares two JSON texts in a worker, which lives until `signal` aborts. Rejects with a sentence. */
export function openDiff({ hrefs, signal, onProgress }: OpenOptions): Promise<OpenDiff> {
  const { promise, resolve, reject } = Promise.withResolvers<OpenDiff>();
  const worker = new Worker(new URL("./diff-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (answer: Answer) => void>();
  let calls = 0;

  function ask(toCall: (call: number) => Call): Promise<Answer> {
    const call = ++calls;
    worker.postMessage(toCall(call));
    return new Promise((resolve) => waiting.set(call, resolve));
  }

  worker.addEventListener("message", ({ data }: MessageEvent<DiffAnswer>) => {
    if (data.kind === "progress") return onProgress(data.receivedBytes);
    if (data.kind === "failed") return reject(new Error(data.reason));
    if (data.kind === "answer") {
      waiting.get(data.call)?.(data);
      waiting.delete(data.call);
      return;
    }
    resolve({
      counts: data.counts,
      rowCount: data.rowCount,
      countRows: async (view) => (await ask((call) => ({ kind: "count", call, view }))).found,
      readRows: async (view, from, to) =>
        (await ask((call) => ({ kind: "rows", call, view, from, to }))).rows,
      findDifference: async (view, from, step) =>
        (await ask((call) => ({ kind: "find", call, view, from, step }))).found,
    });
  });
  worker.addEventListener("error", () =>
    reject(new Error("The documents could not be compared: the browser stopped the work.")),
  );
  signal.addEventListener("abort", () => worker.terminate(), { once: true });
  const toAbsolute = (href: string) => new URL(href, location.href).href;
  const opening: DiffRequest = {
    kind: "open",
    hrefs: { a: toAbsolute(hrefs.a), b: toAbsolute(hrefs.b) },
  };
  worker.postMessage(opening);
  return promise;
}
