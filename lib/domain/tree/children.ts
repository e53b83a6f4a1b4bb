import type { JobStatus, JobSummary } from "../job.ts";

/** The answer of `GET /api/jobs/{source}/{id}/children`. */
export type Children = {
  data: JobSummary[];
  meta: {
    total: number;
    counts: Record<JobStatus, number>;
    /** When the upstream was last asked for them. */
    readAt: number | null;
    /** Why they may be out of date. */
    problem: string | null;
  };
};
