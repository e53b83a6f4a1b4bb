import { answerCall } from "./ask-worker.ts";
import type { Call } from "./ask-worker.ts";
import type { WorkerStart } from "./begin-in-worker.ts";
import { createAnswerers } from "./create-answerers.ts";
import { openParsed } from "./open-text.ts";
import type { Opening } from "./open-text.ts";
import type { Answerers, Question, QuestionName } from "./questions.ts";
import { readJson } from "./read-json.ts";
import { toMessage } from "#lib/domain/to-message.ts";

export type WorkerNote =
  | { kind: "progress"; receivedBytes: number }
  | { kind: "failed"; message: string }
  | { kind: "opened"; opening: Opening };

let answerers: Answerers | undefined;

self.addEventListener("message", ({ data }: MessageEvent<WorkerStart>) => {
  const { href, port: page } = data;
  page.addEventListener("message", ({ data }: MessageEvent<Call<Question>>) =>
    answerCall(data, answer),
  );
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
    tell({ kind: "opened", opening: opened.opening });
  } catch (error) {
    tell({ kind: "failed", message: toMessage(error) });
  }
}

function answer<Name extends QuestionName>({ name, asks }: Question<Name>) {
  const own: Answerers<Name> | undefined = answerers;
  return own?.[name](asks);
}
