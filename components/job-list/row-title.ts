import { formatInstant } from "#lib/domain/format/format-instant.ts";
import type { JobSummary } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

/** What the cells of a row cut off or round, a line each. It is the row's, since the link covers the cells. */
export function toRowTitle(job: JobSummary, zone: string): string {
  const { project, target, error } = job;
  const lines = [
    job.type,
    `${job.source} ${job.id}`,
    job.rawStatus && `${statusWords[job.status]}: the upstream says ${job.rawStatus}`,
    error && `${error.code}: ${error.message}`,
    project && `Project ${project.name === null ? "" : `${project.name}, `}${project.id}`,
    target && `Target ${target.type} ${target.id}`,
    job.createdAt !== null && `Created ${formatInstant(job.createdAt, zone, "exact")}`,
    job.finishedAt !== null && `Ended ${formatInstant(job.finishedAt, zone, "exact")}`,
  ];
  return lines
    .filter(Boolean)
    .map((line) => toVisibleText(String(line)))
    .join("\n");
}
