import type { ByteSpan } from "../job-fact.ts";
import type { Job } from "../job.ts";
import { jobFileMark, jobFileVersion } from "./job-file.ts";
import { findJsonSpans, withoutNull } from "../json/spans.ts";
import { parseJob } from "./parse-job.ts";
import { toMessage } from "#lib/domain/to-message.ts";

export const jobFileBytesMax = 256 * 1024 * 1024;

/** Without payload and results: events and artifacts by the ten thousand still fit. */
const jobBytesMax = 32 * 1024 * 1024;

/** The last instant that there is in JavaScript. */
const latestMs = 8.64e15;

export type ReadJobFile = {
  /** 0 where the file does not say, or says what is no instant. */
  savedAt: number;
  job: Job;
  payload: ByteSpan | null;
  results: ByteSpan | null;
};

const members = [[jobFileMark], ["savedAt"], ["job"], ["payload"], ["results"]];

/**
 * What a file saved by `GET /api/jobs/…/file` holds; payload and results as places in its bytes.
 * Throws an error whose message is a sentence for people.
 */
export function readJobFile(bytes: Uint8Array): ReadJobFile {
  if (bytes.length === 0) throw new Error("This file is empty.");
  const [mark, savedAt, job, payload, results] = findJsonSpans(bytes, members);
  if (!mark || !job)
    throw new Error(
      "This is not a job file, or it was cut off: only files that Gantry saved open here.",
    );
  const version = parseSpan(bytes, mark);
  if (typeof version !== "number") throw new Error("This file does not say who wrote it.");
  if (version > jobFileVersion)
    throw new Error("This file was saved by a newer Gantry. Open it there.");
  if (job.end - job.start > jobBytesMax)
    throw new Error("The events in this file are too many to show.");
  const instant = savedAt ? parseSpan(bytes, savedAt) : null;
  return {
    savedAt: typeof instant === "number" && Math.abs(instant) <= latestMs ? instant : 0,
    job: toJob(parseSpan(bytes, job)),
    payload: withoutNull(bytes, payload),
    results: withoutNull(bytes, results),
  };
}

function toJob(value: unknown): Job {
  try {
    return parseJob(value);
  } catch (error) {
    const reason = toMessage(error);
    throw new Error(`The job in this file is damaged: ${reason}.`, { cause: error });
  }
}

function parseSpan(bytes: Uint8Array, { start, end }: ByteSpan): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes.subarray(start, end)));
  } catch (error) {
    throw new Error("This file is damaged: it is not JSON throughout.", { cause: error });
  }
}
