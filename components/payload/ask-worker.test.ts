import { expect, test } from "vitest";
import { answerCall, askWorker } from "./ask-worker.ts";
import type { Call } from "./ask-worker.ts";

function connect(answer: (question: string) => unknown): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.addEventListener("message", ({ data }: MessageEvent<Call<string>>) =>
    answerCall(data, answer),
  );
  port2.start();
  return port1;
}

test("each question gets its own answer", async () => {
  const worker = connect((question) => `${question}!`);
  expect(await Promise.all([askWorker(worker, "a"), askWorker(worker, "b")])).toEqual(["a!", "b!"]);
  worker.close();
});

test("what is thrown at a question rejects it, and the next one is answered", async () => {
  const worker = connect((question) => {
    if (question === "bad") throw new Error("Too large.");
    return 1;
  });
  await expect(askWorker(worker, "bad")).rejects.toThrow("Too large.");
  expect(await askWorker(worker, "good")).toBe(1);
  worker.close();
});
