import { readJobFile, type ReadJobFile } from "#lib/domain/job-file/read-job-file.ts";
import { toMessage } from "#lib/domain/to-message.ts";

export type JobFileMessage = { ok: true; file: ReadJobFile } | { ok: false; reason: string };

self.addEventListener("message", async ({ data }: MessageEvent<File>) => {
  self.postMessage(await read(data));
});

async function read(file: File): Promise<JobFileMessage> {
  try {
    return { ok: true, file: readJobFile(new Uint8Array(await file.arrayBuffer())) };
  } catch (error) {
    const isUnreadable = error instanceof DOMException;
    const reason = toMessage(error);
    return { ok: false, reason: isUnreadable ? "The browser cannot read this file." : reason };
  }
}
