import type { OpenedText } from "./payload-document.ts";
import type { LoaderMessage } from "./payload-worker.ts";

type LoadOptions = { signal: AbortSignal; onProgress: (receivedBytes: number) => void };

/**
 * Fetches and parses a JSON text in a worker, so that the page stays responsive. Rejects with a
 * sentence for people.
 */
export function loadPayload(
  href: string,
  { signal, onProgress }: LoadOptions,
): Promise<OpenedText> {
  const { promise, resolve, reject } = Promise.withResolvers<OpenedText>();
  const worker = new Worker(new URL("./payload-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<LoaderMessage>) => {
    if (data.kind === "progress") onProgress(data.receivedBytes);
    else if (data.kind === "failed") reject(new Error(data.message));
    else resolve(toOpenedText(data));
  });
  worker.addEventListener("error", () =>
    reject(new Error("The viewer could not start its worker.")),
  );
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
  worker.postMessage(new URL(href, location.href).href);
  return promise.finally(() => worker.terminate());
}

/** The text crosses once; the model that came from it gets it back here. */
function toOpenedText(
  message: Extract<LoaderMessage, { kind: "parsed" | "malformed" }>,
): OpenedText {
  const { text } = message;
  if (message.kind === "malformed") return { ok: false, fault: message.fault, text };
  return { ok: true, model: { text, ...message.index }, view: message.view, text };
}
