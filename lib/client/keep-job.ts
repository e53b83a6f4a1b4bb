import { formatKeptJobs, keptJobs, parseKeptJobs } from "#lib/domain/kept-jobs.ts";
import type { JobRef } from "#lib/domain/job.ts";
import { keepCookie } from "./keep-cookie.ts";

/** Keeps a job in this browser among the pinned or the opened ones, or takes it away. */
export function keepJob(kind: keyof typeof keptJobs, job: JobRef, isKept: boolean): void {
  const { cookie, max } = keptJobs[kind];
  const present = document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`));
  const refs = parseKeptJobs(decodeURIComponent(present?.slice(cookie.length + 1) ?? ""), max);
  keepCookie(cookie, formatKeptJobs(refs, job, isKept, max));
}
