"use client";
import type { FailingSource } from "#lib/domain/live-frame.ts";
import { isTerminal, toJobKey, type JobSummary } from "#lib/domain/job.ts";
import { useConnection } from "./connection-badge.tsx";

/** The sources that cannot be asked: `initial` when the page was drawn, and as Gantry tells from then on. */
export function useFailing(initial: readonly FailingSource[]): readonly FailingSource[] {
  const { heardAt, failing } = useConnection();
  return heardAt === null ? initial : failing;
}

/** By job key, since when nothing is known of the open jobs whose source cannot be asked. */
export function toStoodAt(
  jobs: readonly JobSummary[],
  failing: readonly FailingSource[],
): Map<string, number> {
  const stoodAt = new Map<string, number>();
  for (const job of jobs) {
    const source = failing.find(({ name }) => name === job.source);
    if (source && !isTerminal(job.status))
      stoodAt.set(toJobKey(job), Math.max(source.lastSuccessAt ?? 0, job.observedAt));
  }
  return stoodAt;
}
