import { isTerminal, type JobEvent } from "./job.ts";

/** How far along its life a job is at this event: 0 queued, 1 running, 2 under way, 3 ended. */
export function toLifecycleRank({ kind, status }: Pick<JobEvent, "kind" | "status">): number {
  if (kind !== "status" || status === null) return 2;
  if (status === "queued") return 0;
  if (status === "running") return 1;
  return isTerminal(status) ? 3 : 2;
}
