import { askWorker } from "./ask-worker.ts";
import { beginInWorker } from "./begin-in-worker.ts";
import type { Answer, Asks, Question, QuestionName } from "./questions.ts";
import type { WorkerNote } from "./payload-worker.ts";
import type { Opening } from "./open-text.ts";
import type { Session } from "./session.ts";

type OpenOptions = { signal: AbortSignal; onProgress: (receivedBytes: number) => void };

/** A page that lets go of a document for a moment, as when it is drawn anew, finds it still open. */
const lingerMs = 1_000;

/**
 * Fetches and parses a JSON text in a worker, which keeps it. Rejects with a sentence for people.
 */
export function openInWorker(href: string, { signal, onProgress }: OpenOptions): Promise<Session> {
  const { promise, resolve, reject } = Promise.withResolvers<Session>();
  const { worker, port, failed } = beginInWorker(href);
  const end = () => worker.terminate();
  port.addEventListener("message", ({ data }: MessageEvent<WorkerNote>) => {
    if (data.kind === "progress") onProgress(data.receivedBytes);
    else if (data.kind === "failed") reject(new Error(data.message));
    else resolve(toSession(port, data.opening, end));
  });
  port.start();
  void failed.then(() => reject(new Error("The viewer could not start its worker.")));
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  promise.catch(end);
  return promise;
}

function toSession(worker: MessagePort, opening: Opening, end: () => void): Session {
  let holders = 0;
  const endIfLeft = () => {
    if (holders === 0) end();
  };
  return {
    ...opening,
    text: null,
    ask: <Name extends QuestionName>(name: Name, asks: Asks<Name>) =>
      askWorker<Answer<Name>>(worker, { name, asks } satisfies Question<Name>),
    hold() {
      holders += 1;
      return () => {
        holders -= 1;
        setTimeout(endIfLeft, lingerMs);
      };
    },
  };
}
