import { toMessage } from "#lib/domain/to-message.ts";

/** A question, with the port for its answer. */
export type Call<Question> = { question: Question; port: MessagePort };

type Reply<Answer> = { answer: Answer } | { fault: string };

/** Asks a worker that answers with `answerCall`. Rejects with what was thrown there. */
export function askWorker<Answer>(
  worker: Pick<MessagePort, "postMessage">,
  question: unknown,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { port1, port2: port } = new MessageChannel();
  port1.addEventListener("message", ({ data }: MessageEvent<Reply<Answer>>) => {
    if ("fault" in data) reject(new Error(data.fault));
    else resolve(data.answer);
    port1.close();
  });
  port1.start();
  const call: Call<unknown> = { question, port };
  worker.postMessage(call, [port]);
  return promise;
}

export function answerCall<Question>(
  { question, port }: Call<Question>,
  answer: (question: Question) => unknown,
): void {
  port.postMessage(toReply(() => answer(question)));
  port.close();
}

function toReply<Answer>(answer: () => Answer): Reply<Answer> {
  try {
    return { answer: answer() };
  } catch (error) {
    return { fault: toMessage(error) };
  }
}
