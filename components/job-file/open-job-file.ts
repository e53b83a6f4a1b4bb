import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import type { ByteSpan } from "#lib/domain/job-fact.ts";
import type { Job } from "#lib/domain/job.ts";
import { jobFileBytesMax } from "#lib/domain/job-file/read-job-file.ts";
import type { JobFileMessage } from "./job-file-worker.ts";

export type OpenedDocument = {
  totalBytes: number;
  /** The beginning of the text, the whole of it when `isWhole`. */
  slice: string;
  isWhole: boolean;
  /** Answers GET with the whole text, as long as this page is open. */
  href: string;
};

export type OpenedJobFile = {
  name: string;
  savedAt: number;
  job: Job;
  payload: OpenedDocument | null;
  results: OpenedDocument | null;
};

const sliceBytes = 32_000;

/** Reads a saved job in a worker. Rejects with a sentence for people. */
export async function openJobFile(file: File): Promise<OpenedJobFile> {
  if (file.size > jobFileBytesMax)
    throw new Error(
      `This file has ${formatBytes(file.size)}; job files open up to ${formatBytes(jobFileBytesMax)}.`,
    );
  const message = await askWorker(file);
  if (!message.ok) throw new Error(message.reason);
  const { savedAt, job, payload, results } = message.file;
  return {
    name: file.name,
    savedAt,
    job,
    payload: payload && (await openDocument(file, payload)),
    results: results && (await openDocument(file, results)),
  };
}

function askWorker(file: File): Promise<JobFileMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<JobFileMessage>();
  const worker = new Worker(new URL("./job-file-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<JobFileMessage>) => resolve(data));
  worker.addEventListener("error", () => reject(new Error("The reader could not be started.")));
  worker.postMessage(file);
  return promise.finally(() => worker.terminate());
}

async function openDocument(file: File, { start, end }: ByteSpan): Promise<OpenedDocument> {
  const part = file.slice(start, end, "application/json");
  const beginning = await part.slice(0, sliceBytes).arrayBuffer();
  const isWhole = part.size <= sliceBytes;
  const slice = new TextDecoder().decode(beginning, { stream: !isWhole });
  return { totalBytes: part.size, slice, isWhole, href: URL.createObjectURL(part) };
}
