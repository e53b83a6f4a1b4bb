import "server-only";
import { toFingerprint } from "#lib/domain/durations/fingerprint.ts";
import { toSample } from "#lib/domain/durations/job-sample.ts";
import { toSlotRuns } from "#lib/domain/durations/rollup-level.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import type { Store } from "../store/open-store.ts";
import { toVerdictSpan } from "./verdict-span.ts";

/** Other jobs that failed in one way and ended within a span, `endAt` exclusive. */
export type AlikeFailures = { fingerprint: string; others: number; startAt: number; endAt: number };

/** The other jobs that failed lately as this one did; null for a job that did not fail. */
export async function countAlike(
  { durations }: Pick<Store, "durations">,
  job: JobSummary,
  now: number,
): Promise<AlikeFailures | null> {
  const fingerprint = toFingerprint(job);
  if (fingerprint === null) return null;
  const { startAt, endAt } = toVerdictSpan(now);
  const counts = await durations.countFailures({}, toSlotRuns(startAt, endAt));
  const jobs = counts.find((each) => each.fingerprint === fingerprint)?.jobs ?? 0;
  const own = toSample(job);
  const isCounted = own !== null && own.endedAt >= startAt && own.endedAt < endAt;
  return { fingerprint, others: Math.max(0, jobs - (isCounted ? 1 : 0)), startAt, endAt };
}
