import type { JobStatus } from "./job.ts";

/** What a job works through, for sources that tell it. A list that is empty says nothing. */
export type JobDetail = {
  /** The stations that every file passes, in their order. */
  nodes: PipelineNode[];
  /** Those that failed first, then those at work; at most `maxJobFiles`. */
  files: JobFile[];
  /** How many files there are and how many of them failed; null where it is not known. */
  fileCount: number | null;
  failedCount: number | null;
  /** How far the job's times can be trusted, as a sentence. */
  timeNote: string | null;
};

/** One station and how many files are in which state there. */
export type PipelineNode = {
  name: string;
  /** The upstream's own words. */
  kind: string | null;
  waiting: number;
  running: number;
  succeeded: number;
  failed: number;
};

export type JobFile = {
  name: string;
  status: JobStatus;
  error: string | null;
  elapsedMs: number | null;
};

export const maxJobFiles = 200;
