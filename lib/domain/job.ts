import type { JobDetail } from "./job-detail.ts";

export const sourceNames = ["bedrock", "unstructured", "figur"] as const;
export type SourceName = (typeof sourceNames)[number];

export const jobStatuses = [
  "queued",
  "running",
  "succeeded",
  "partial",
  "failed",
  "canceled",
  "unknown",
] as const;
export type JobStatus = (typeof jobStatuses)[number];

export function zeroCounts(): Record<JobStatus, number> {
  return {
    queued: 0,
    running: 0,
    succeeded: 0,
    partial: 0,
    failed: 0,
    canceled: 0,
    unknown: 0,
  };
}

/** One job, as every page, answer and frame shows it. Instants are milliseconds since the epoch. */
export type Job = {
  source: SourceName;
  id: string;
  /** The upstream's own word. */
  type: string;
  status: JobStatus;
  /** The upstream's own word. */
  rawStatus: string;
  organizationId: string | null;
  /** Bedrock project, Unstructured workflow. */
  project: { id: string; name: string | null } | null;
  target: { type: string; id: string } | null;
  parentId: string | null;
  createdAt: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  updatedAt: number | null;
  /** Created to started; null when either is unknown or they are out of order. */
  queueMs: number | null;
  /** As the upstream says, else started to finished; null when either is unknown or they are out of order. */
  runMs: number | null;
  progress: Progress | null;
  error: JobError | null;
  /** Absent where the upstream tells none. */
  cost?: JobCost | null;
  /** Oldest first. */
  events: JobEvent[];
  artifacts: Artifact[];
  payloadBytes: number | null;
  resultsBytes: number | null;
  /** Absent where the upstream tells none. */
  detail?: JobDetail | null;
  /** When somebody asked Gantry to cancel it, whatever came of it. */
  cancelAskedAt?: number | null;
  /** When Gantry last heard this from the upstream. */
  observedAt: number;
};

/** What a job has beyond its line in a list. */
export type JobRecord = Pick<
  Job,
  "events" | "artifacts" | "payloadBytes" | "resultsBytes" | "detail" | "cancelAskedAt"
>;

export type JobSummary = Omit<Job, keyof JobRecord>;

export type JobError = { code: string; message: string };

/** `unit` is the upstream's own word: a currency, credits; null where it names none. */
export type JobCost = { amount: number; unit: string | null };

/** `fraction` runs from 0 to 1. */
export type Progress = { fraction: number | null; message: string | null };

export type JobEvent = {
  /** Rises within the job: 1 for the oldest event. */
  seq: number;
  at: number | null;
  kind: "status" | "progress" | "stage" | "note";
  status: JobStatus | null;
  rawStatus: string | null;
  message: string | null;
  fraction: number | null;
  error: JobError | null;
  artifacts: Artifact[];
  /** In the upstream's own record, or only seen on its stream. */
  origin: "upstream" | "observed";
  /** The upstream's own number of the event, where it numbers them: it alone tells the event from others. */
  ordinal?: number;
};

export type Artifact = {
  kind: string;
  role: string | null;
  label: string | null;
  url: string | null;
  fileId: string | null;
  nodeId: string | null;
  /** Absent where it may be anything. */
  media?: "image";
};

export type JobRef = { source: SourceName; id: string };

const terminal: ReadonlySet<JobStatus> = new Set(["succeeded", "partial", "failed", "canceled"]);

/** Whether a job in this status can still change. `unknown` can. */
export function isTerminal(status: JobStatus): boolean {
  return terminal.has(status);
}

/** Whether an instant lies ahead by more than clocks may differ by. */
export function isInFuture(at: number, now: number): boolean {
  return at > now + 2_000;
}

/** How long ago an instant was; null where it is not known, or lies in the future. */
export function toElapsedMs(at: number | null, now: number): number | null {
  return at === null || isInFuture(at, now) ? null : Math.max(0, now - at);
}

/** How long an open job has run until now; null when that is not known, or it has ended, or may have. */
export function toSoFarMs({ status, startedAt }: JobSummary, now: number): number | null {
  return isTerminal(status) || status === "unknown" ? null : toElapsedMs(startedAt, now);
}

export function isSourceName(text: string): text is SourceName {
  return (sourceNames as readonly string[]).includes(text);
}

/** `bedrock:job_01`, the form that URLs and frames use. */
export function toJobKey({ source, id }: JobRef): string {
  return `${source}:${id}`;
}

/** The job by the name that its upstream gives it: a UUID may be typed in capitals. */
export function toJobRef(source: SourceName, id: string): JobRef {
  return { source, id: source === "unstructured" ? id.toLowerCase() : id };
}

/** The inverse of `toJobKey`; undefined when the text is not of that form. */
export function parseJobKey(key: string): JobRef | undefined {
  const colon = key.indexOf(":");
  const source = key.slice(0, colon);
  const id = key.slice(colon + 1);
  return colon > 0 && id !== "" && isSourceName(source) ? toJobRef(source, id) : undefined;
}
