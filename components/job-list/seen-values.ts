import type { ListValues } from "#lib/domain/job-list.ts";
import type { JobSummary } from "#lib/domain/job.ts";

/** The values of a filter, and behind them those that the jobs of the list bring: they may have come since. */
export function addSeenValues(values: ListValues, jobs: Iterable<JobSummary>): ListValues {
  const types = new Set(values.types);
  const projects = new Map(values.projects.map((project) => [project.id, project]));
  for (const { type, project } of jobs) {
    types.add(type);
    if (project && !projects.has(project.id))
      projects.set(project.id, { id: project.id, name: project.name });
  }
  return { types: [...types], projects: [...projects.values()] };
}
