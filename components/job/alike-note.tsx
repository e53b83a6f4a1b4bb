import { PageLink } from "#components/ui/page-link.tsx";
import { toJobsPath } from "#lib/domain/durations/durations-address.ts";
import { verdictDays } from "#lib/domain/durations/verdict.ts";
import { formatCount } from "#lib/domain/format/format-count.ts";

type AlikeNoteProps = { fingerprint: string; others: number; startAt: number; endAt: number };

/** Whether this failure is a single one or one of many. */
export function AlikeNote({ fingerprint, others, ...span }: AlikeNoteProps) {
  if (others < 1) return <span>No other job failed like this in the last {verdictDays} days.</span>;
  const path = toJobsPath({}, span, { failure: fingerprint });
  return (
    <span>
      {formatCount(others)} other {others === 1 ? "job" : "jobs"} failed like this in the last{" "}
      {verdictDays} days. <PageLink href={path}>Show them</PageLink>
    </span>
  );
}
