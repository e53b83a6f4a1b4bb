import { afterEach, expect, test, vi } from "vitest";
import { beginEarly } from "./begin-in-worker.ts";
import { openInWorker } from "./open-in-worker.ts";

afterEach(() => vi.unstubAllGlobals());

test("a worker that failed before anybody listened is told of", async () => {
  const workers: EventTarget[] = [];
  vi.stubGlobal("location", { href: "https://gantry.test/" });
  vi.stubGlobal(
    "Worker",
    class extends EventTarget {
      terminate = () => undefined;
      postMessage = () => undefined;
      constructor() {
        super();
        workers.push(this);
      }
    },
  );
  beginEarly("/a");
  workers[0]?.dispatchEvent(new Event("error"));
  const { signal } = new AbortController();
  await expect(openInWorker("/a", { signal, onProgress: () => undefined })).rejects.toThrow(
    "The viewer could not start its worker.",
  );
});
