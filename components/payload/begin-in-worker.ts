/** A document that a worker has begun to fetch and parse. What it tells waits in the port for a listener. */
export type BegunDocument = {
  worker: Worker;
  port: MessagePort;
  /** Settles when the worker fails, which may be before anybody listens. */
  failed: Promise<unknown>;
};

/** What a worker is given to begin with. */
export type WorkerStart = { href: string; port: MessagePort };

const begunEarly = new Map<string, BegunDocument>();

/** What was begun early, or begins now. */
export function beginInWorker(href: string): BegunDocument {
  const begun = begunEarly.get(href) ?? begin(href);
  begunEarly.delete(href);
  return begun;
}

function begin(href: string): BegunDocument {
  const worker = new Worker(new URL("./payload-worker.ts", import.meta.url), { type: "module" });
  const failed = new Promise((resolve) => worker.addEventListener("error", resolve));
  const { port1: port, port2 } = new MessageChannel();
  const start: WorkerStart = { href: new URL(href, location.href).href, port: port2 };
  worker.postMessage(start, [port2]);
  return { worker, port, failed };
}

/** As `beginInWorker`, for a page that will ask for it later. */
export function beginEarly(href: string): void {
  begunEarly.set(href, begin(href));
}
