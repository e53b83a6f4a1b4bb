import { formatKeptJobs, keptJobs, parseKeptJobs } from "#lib/domain/kept-jobs.ts";
import type { JobRef } from "#lib/domain/job.ts";

const oneYearS = 31_536_000;

/** Keeps a job in this browser among the pinned or the opened ones, or takes it away. */
export function keepJob(kind: keyof typeof keptJobs, job: JobRef, isKept: boolean): void {
  const { cookie, max } = keptJobs[kind];
  const present = document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`));
  const refs = parseKeptJobs(decodeURIComponent(present?.slice(cookie.length + 1) ?? ""), max);
  const text = encodeURIComponent(formatKeptJobs(refs, job, isKept, max));
  // oxlint-disable-next-line unicorn/no-document-cookie -- the Cookie Store API is missing over plain HTTP
  document.cookie = `${cookie}=${text}; path=/; max-age=${oneYearS}; samesite=lax`;
}
