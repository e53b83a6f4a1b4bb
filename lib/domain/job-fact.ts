import type { JobDetail } from "./job-detail.ts";
import type { Artifact, JobEvent, JobRef, JobSummary } from "./job.ts";

/**
 * What one answer or frame of an upstream says about a job. A field that is absent says nothing;
 * a field that is null says there is none.
 */
export type JobFact = JobRef & {
  /** `read`: the whole job was asked for. `list`: an entry of a list. `stream`: a frame. */
  origin: "read" | "list" | "stream";
  observedAt: number;
  fields: Partial<
    Omit<JobSummary, "source" | "id" | "queueMs" | "runMs" | "observedAt" | "startedAt">
  > & {
    startedAt?: number | null;
    /** Where the upstream tells how long it ran, whatever it tells of start and end. */
    runMs?: number | null;
  };
  events: EventDraft[];
  artifacts?: Artifact[];
  /** Parts that are absent say nothing. */
  detail?: Partial<JobDetail>;
  cancelAskedAt?: number | null;
  document?: JobDocument;
  /** The upstream's record is still behind the status it tells: the job must be read again. */
  isLagging?: boolean;
};

export type EventDraft = Omit<JobEvent, "seq">;

/** The upstream's bytes, and where in them payload and results stand. */
export type JobDocument = {
  bytes: Uint8Array;
  payload: ByteSpan | null;
  results: ByteSpan | null;
};

/** Byte offsets, `end` exclusive. */
export type ByteSpan = { start: number; end: number };
