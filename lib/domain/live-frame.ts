import type { Job, JobEvent, JobRef, JobStatus, JobSummary, Progress, SourceName } from "./job.ts";
import type { ProblemDocument } from "./problem.ts";

export type LinkState = "live" | "polling" | "reconnecting" | "stale" | "ended";

/** The link from Gantry to the upstream, for one job. */
export type Link = {
  state: LinkState;
  since: number;
  detail: string | null;
  /** When the next try is due, while reconnecting or stale. */
  retryAt: number | null;
};

/** The link of a job that cannot be watched any more: what is shown is as old as its last news. */
export function toBrokenLink(observedAt: number, { detail }: ProblemDocument): Link {
  return { state: "stale", since: observedAt, detail, retryAt: null };
}

/** What `GET /api/live` sends, by event name. */
export type LiveFrame =
  | { event: "job"; data: Job }
  | { event: "event"; data: JobRef & { event: JobEvent } }
  | { event: "progress"; data: JobRef & { progress: Progress | null } }
  | { event: "link"; data: JobRef & Link }
  | { event: "jobs"; data: ListChange }
  | { event: "problem"; data: ProblemDocument & JobRef }
  | { event: "clock"; data: Clock };

/** `failing`: sources whose lists cannot be read just now; absent when there are none. */
export type Clock = { now: number; version?: string; failing?: FailingSource[] };

/** Label and message alone for a source that has not answered yet. Instants are the server’s. */
export type FailingSource = {
  label: string;
  message: string;
  name?: SourceName;
  lastSuccessAt?: number | null;
  failedAt?: number;
  /** When it is asked again. */
  retryAt?: number | null;
};

/** `missed`: jobs may have changed of which this viewer was not told; the list is to be asked for again. */
export type ListChange = {
  changed: JobSummary[];
  /** By job key, the status before of those that have another one now, null for a new job, and when that was (server clock). */
  before?: Record<string, { status: JobStatus | null; at: number }>;
  missed?: true;
};

export const heartbeatMs = 15_000;
export const maxWatchedJobs = 200;

/** One frame as it came over the wire from our own server, whose shape is trusted. Throws on broken JSON. */
export function parseLiveFrame(event: string, data: string): LiveFrame {
  return JSON.parse(`{"event":${JSON.stringify(event)},"data":${data}}`);
}
