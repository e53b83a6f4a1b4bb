import "server-only";
import type { JobFact } from "#lib/domain/job-fact.ts";
import type { Artifact, JobStatus, SourceName } from "#lib/domain/job.ts";

/** Who asks. People come first, then watched jobs; the background takes what is left. */
export type Priority = "person" | "watch" | "background";

export type RequestOptions = { signal?: AbortSignal; priority: Priority };

export type ListQuery = {
  parentId?: string;
  status?: JobStatus;
  createdAfter?: number;
  /** Only where `capabilities.listBefore` says so. */
  createdBefore?: number;
  limit?: number;
  /** Opaque; from `next` of the page before. */
  cursor?: string;
};

/**
 * An upstream API behind one interface. Every method throws `ProblemError` and nothing else; no
 * field name of the upstream leaves the folder of its source.
 */
export type Source = {
  readonly name: SourceName;
  /** For people: "Bedrock". */
  readonly label: string;
  readonly capabilities: {
    stream: boolean;
    list: boolean;
    children: boolean;
    cancel: boolean;
    artifacts: boolean;
    /** What an entry of the list tells of an end is wrong at times, or too little: a whole read finds when, why, or `partial`. */
    vagueList?: boolean;
    /** The list can begin at any time: `createdBefore`. */
    listBefore?: boolean;
  };
  /** That shape in words, to go on after "an ID is": "job_ followed by letters and digits". */
  readonly idShape: string;
  /** Whether the text has the shape of this source's job IDs. */
  isJobId(text: string): boolean;
  /** The whole job. Throws `not_found` when the upstream does not know it. */
  getJob(id: string, options: RequestOptions): Promise<JobFact>;
  /** One page, newest first. */
  listJobs(query: ListQuery, options: RequestOptions): Promise<SourcePage>;
  /**
   * What is new about one job, for a source without a stream: facts in the order to ingest them, and
   * the cursor to hand in next time. Absent where there is nothing cheaper than the whole job.
   */
  pollJob?(
    id: string,
    cursor: string | null,
    options: RequestOptions,
  ): Promise<{ facts: JobFact[]; cursor: string | null }>;
  /**
   * Asks the upstream to cancel; resolves when it has taken the request, which says nothing about the
   * job yet. There exactly when `capabilities.cancel` says so.
   */
  cancelJob?(id: string, options: RequestOptions): Promise<void>;
  /**
   * The upstream's own stream of one job, until it ends it. `onOpen` runs when the upstream has
   * accepted, `onByte` on every sign of life, heartbeats included. Returns when the upstream
   * closes; throws `ProblemError` when it refuses, breaks, or falls silent for the stall time. There
   * exactly when `capabilities.stream` says so.
   */
  watchJob?(
    id: string,
    options: RequestOptions & { onOpen?: () => void; onByte?: () => void },
  ): AsyncIterable<JobFact>;
  /**
   * An artifact that has a `fileId`, read through the upstream: its short-lived address, where it has
   * one, is asked for anew when it has died. Throws `file_not_found`. Absent where artifacts have
   * addresses that last.
   */
  openArtifact?(id: string, artifact: Artifact, options: RequestOptions): Promise<ArtifactBody>;
  /** When the upstream's own address of an artifact stops working, or did; null where that is not known. */
  findArtifactEnd?(id: string, fileId: string): number | null;
  /** A shell line that reads the job, the key in it an environment variable. Throws `malformed_id`. */
  toCurl(id: string): string;
  /** What is left of the request budget, for people to see. */
  budget(): BudgetState;
};

export type SourcePage = {
  facts: JobFact[];
  next: string | null;
  /**
   * Entries that are no jobs, and were left out: of each the ID of the job before it, null where it comes before all of
   * the page. Where that job was on the page before, all behind it are told.
   */
  broken?: (string | null)[];
  /** Jobs that were in flight and are no more, without a word of how they ended: to be read. */
  left?: string[];
};

/** The caller reads `body`, or cancels it. */
export type ArtifactBody = {
  body: ReadableStream<Uint8Array>;
  contentType: string | null;
  bytes: number | null;
};

export type StreamingSource = Source & Required<Pick<Source, "watchJob">>;

export function isStreaming(source: Source): source is StreamingSource {
  return source.watchJob !== undefined;
}

/** Requests in the current minute, as the upstream's own headers tell it. */
export type BudgetState = {
  limit: number | null;
  /** The upstream tells no limit: `limit` is one that we keep to. */
  isAssumed: boolean;
  remaining: number | null;
  resetAt: number | null;
  /** Requests sent since the start. */
  sent: number;
};
