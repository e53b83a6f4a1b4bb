/** A document that a worker has begun to fetch and parse. What it tells waits in the port for a listener. */
export type BegunDocument = { worker: Worker; port: MessagePort };

/** What a worker is given to begin with. */
export type WorkerStart = { href: string; port: MessagePort };

/** Above, a person decides whether to load. */
export const unaskedBytesMax = 32_000_000;
/** Begins before the panel comes into sight. */
export const nearPixels = 1_000;

const begunEarly = new Map<string, BegunDocument>();

/** What was begun early, or begins now. */
export function beginInWorker(href: string): BegunDocument {
  const begun = begunEarly.get(href) ?? begin(href);
  begunEarly.delete(href);
  return begun;
}

function begin(href: string): BegunDocument {
  const worker = new Worker(new URL("./payload-worker.ts", import.meta.url), { type: "module" });
  const { port1: port, port2 } = new MessageChannel();
  const start: WorkerStart = { href: new URL(href, location.href).href, port: port2 };
  worker.postMessage(start, [port2]);
  return { worker, port };
}

/** The worker starts, and the server reads, while the page is brought to life. */
function beginEarly(): void {
  for (const panel of document.querySelectorAll<HTMLElement>("[data-opens]")) {
    if (panel.getBoundingClientRect().top > innerHeight + nearPixels) continue;
    const href = panel.dataset["opens"] ?? "";
    begunEarly.set(href, begin(href));
    void import("./payload-loading.tsx");
  }
}

if (typeof document !== "undefined") {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", beginEarly);
  else beginEarly();
}
