import type { JobRef } from "./job.ts";

/** The page of a job. */
export function toJobPath({ source, id }: JobRef): string {
  return `/jobs/${source}/${encodeURIComponent(id)}`;
}
