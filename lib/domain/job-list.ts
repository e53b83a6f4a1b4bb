import type { JobStatus, JobSummary } from "./job.ts";

/** What `GET /api/jobs` answers. */
export type JobList = {
  data: JobSummary[];
  meta: {
    /** The cursor of the next page. */
    next: string | null;
    /** All jobs that the filter lets through. */
    total: number;
    /** False where counting them all would take long: there are at least that many. */
    isTotalExact: boolean;
    /** By status, with every condition of the filter but the one on status. */
    counts: Record<JobStatus, number>;
    /** As `isTotalExact`, of the counts by status. */
    isCountExact: boolean;
    /** What “24h ago” was counted from. */
    asOf: number;
  };
};

/** What there is to choose from in a filter, the most frequent first. */
export type ListValues = {
  types: string[];
  projects: { id: string; name: string | null }[];
};
