import { createAnswerers } from "./create-answerers.ts";
import { openText } from "./open-text.ts";
import type { Opening } from "./open-text.ts";
import type { Answer, Answerers, Asks, QuestionName } from "./questions.ts";
import { readText } from "./read-text.ts";

/** The page opens a document once and then asks about it; each question brings the port for its answer. */
export type WorkerCall<Name extends QuestionName = QuestionName> =
  | { kind: "open"; href: string }
  | { kind: "ask"; name: Name; asks: Asks<Name>; port: MessagePort };

export type WorkerNote =
  | { kind: "progress"; receivedBytes: number }
  | { kind: "failed"; message: string }
  | { kind: "opened"; opening: Opening; length: number };

let answerers: Answerers | undefined;

self.addEventListener("message", ({ data }: MessageEvent<WorkerCall>) => {
  if (data.kind === "open") void open(data.href);
  else answer(data.name, data.asks, data.port);
});

/** The text and its model stay here: the page gets what it draws, and never has to hold them. */
async function open(href: string): Promise<void> {
  try {
    const text = await readText(href, (receivedBytes) => note({ kind: "progress", receivedBytes }));
    const opened = openText(text);
    answerers = createAnswerers(text, opened);
    note({ kind: "opened", opening: opened.opening, length: text.length });
  } catch (error) {
    note({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}

function answer<Name extends QuestionName>(name: Name, asks: Asks<Name>, port: MessagePort): void {
  const own: Answerers<Name> | undefined = answerers;
  const reply: Answer<Name> | undefined = own?.[name](asks);
  port.postMessage(reply);
  port.close();
}

function note(message: WorkerNote): void {
  self.postMessage(message);
}
