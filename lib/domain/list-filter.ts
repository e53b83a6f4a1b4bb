import type { JobStatus, SourceName } from "./job.ts";

/** What a list of jobs is asked for. Conditions that are absent let everything through. */
export type ListFilter = {
  source?: Selection<SourceName>;
  status?: Selection<JobStatus>;
  /** `overlay.*` stands for every type that begins like that. */
  type?: Selection<string>;
  /** Project IDs; null stands for jobs without a project. */
  project?: Selection<string | null>;
  /** Target IDs; null stands for jobs without a target. */
  target?: Selection<string | null>;
  /** Parent IDs; null stands for jobs without a parent. */
  parent?: Selection<string | null>;
  ids?: readonly string[];
  /** Stands anywhere in the ID, the type, or the error's code or message, in any letter case. */
  q?: string;
  /** Texts that stand in none of those. */
  notQ?: readonly string[];
  /** Of each range, a job without the value is left out. */
  created?: InstantRange;
  ended?: InstantRange;
  /** Of `runMs`. */
  duration?: LengthRange;
  /** Of created to started. */
  wait?: LengthRange;
  /** Of created to finished. */
  total?: LengthRange;
  /** Ranges that a job lies in none of; one without the value stays. */
  except?: {
    created?: readonly InstantRange[];
    ended?: readonly InstantRange[];
    duration?: readonly LengthRange[];
    wait?: readonly LengthRange[];
    total?: readonly LengthRange[];
  };
  /** Kinds of failure, as `toFingerprint` writes them. */
  failure?: Selection<string>;
  /** Newest created first when absent. */
  sort?: { by: ListOrder; descending: boolean };
  limit?: number;
  /** `next` of the page before, which must have been asked with the same filter and sort. */
  cursor?: string;
};

/** An empty `include` includes everything. */
export type Selection<T> = { include: readonly T[]; exclude: readonly T[] };

/** Instants after `after` and before `before`, both exclusive. */
export type InstantRange = { after?: number; before?: number };

/** Both inclusive. */
export type LengthRange = { minMs?: number; maxMs?: number };

/** A job that lacks the value comes last, ascending or descending. */
export const listOrders = ["created", "ended", "duration"] as const;
export type ListOrder = (typeof listOrders)[number];
