import type { CDPSession, Page } from "@playwright/test";
import { z } from "zod";

const usageSchema = z.object({
  usedSize: z.number(),
  backingStorageSize: z.number().default(0),
});
const answerSchema = z.object({ id: z.number(), result: z.unknown() });

/** What the page's script holds after a collection, buffers included; its workers apart, since they freeze nothing. */
export async function readHeapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const bytes = toBytes(await session.send("Runtime.getHeapUsage"));
  await session.detach();
  return bytes;
}

/** As `readHeapBytes`, of all workers that only this page has. */
export async function readWorkerHeapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const workers: string[] = [];
  session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") workers.push(sessionId);
  });
  await session.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  let bytes = 0;
  for (const worker of workers) {
    await askTarget(session, worker, "HeapProfiler.collectGarbage");
    bytes += toBytes(await askTarget(session, worker, "Runtime.getHeapUsage"));
  }
  await session.detach();
  return bytes;
}

let calls = 0;

function askTarget(session: CDPSession, sessionId: string, method: string): Promise<unknown> {
  const id = ++calls;
  const { promise, resolve } = Promise.withResolvers<unknown>();
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const answer = answerSchema.safeParse(JSON.parse(message)).data;
    if (answer?.id === id) resolve(answer.result);
  });
  void session.send("Target.sendMessageToTarget", {
    sessionId,
    message: JSON.stringify({ id, method }),
  });
  return promise;
}

function toBytes(answer: unknown): number {
  const { usedSize, backingStorageSize } = usageSchema.parse(answer);
  return usedSize + backingStorageSize;
}
