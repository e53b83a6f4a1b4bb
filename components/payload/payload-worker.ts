import type { WorkerStart } from "./begin-in-worker.ts";
import { createAnswerers } from "./create-answerers.ts";
import { openParsed } from "./open-text.ts";
import type { Opening } from "./open-text.ts";
import type { Answer, Answerers, Asks, QuestionName } from "./questions.ts";
import { readJson } from "./read-json.ts";
import { toMessage } from "#lib/domain/to-message.ts";

/** What the page asks once the document is open; each question brings the port for its answer. */
export type WorkerCall<Name extends QuestionName = QuestionName> = {
  name: Name;
  asks: Asks<Name>;
  port: MessagePort;
};

export type WorkerNote =
  | { kind: "progress"; receivedBytes: number }
  | { kind: "failed"; message: string }
  | { kind: "opened"; opening: Opening; length: number };

let answerers: Answerers | undefined;

self.addEventListener("message", ({ data }: MessageEvent<WorkerStart>) => {
  const { href, port: page } = data;
  page.addEventListener("message", ({ data }: MessageEvent<WorkerCall>) => {
    answer(data);
  });
  page.start();
  void open(href, (note) => page.postMessage(note));
});

/** The text and its model stay here: the page gets what it draws, and never has to hold them. */
async function open(href: string, tell: (note: WorkerNote) => void): Promise<void> {
  try {
    const { text, parsed } = await readJson(href, (receivedBytes) =>
      tell({ kind: "progress", receivedBytes }),
    );
    const opened = openParsed(parsed);
    answerers = createAnswerers(text, opened);
    tell({ kind: "opened", opening: opened.opening, length: text.length });
  } catch (error) {
    tell({ kind: "failed", message: toMessage(error) });
  }
}

function answer<Name extends QuestionName>({ name, asks, port }: WorkerCall<Name>): void {
  const own: Answerers<Name> | undefined = answerers;
  const reply: Answer<Name> | undefined = own?.[name](asks);
  port.postMessage(reply);
  port.close();
}
