import type { JsonParse } from "#lib/domain/json-parse.ts";
import type { LoaderMessage } from "./payload-worker.ts";

type LoadOptions = { signal: AbortSignal; onProgress: (receivedBytes: number) => void };

/**
 * Fetches and parses a JSON text in a worker, so that the page stays responsive. Rejects with a
 * sentence for people.
 */
export function loadPayload(
  href: string,
  { signal, onProgress }: LoadOptions,
): Promise<JsonParse & { text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<JsonParse & { text: string }>();
  const worker = new Worker(new URL("./payload-worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<LoaderMessage>) => {
    if (data.kind === "progress") onProgress(data.receivedBytes);
    else if (data.kind === "failed") reject(new Error(data.message));
    else if (data.kind === "malformed") resolve({ ok: false, fault: data.fault, text: data.text });
    else resolve({ ok: true, model: { text: data.text, ...data.index }, text: data.text });
  };
  worker.onerror = () => reject(new Error("The viewer could not start its worker."));
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  worker.postMessage(new URL(href, location.href).href);
  return promise.finally(() => worker.terminate());
}
