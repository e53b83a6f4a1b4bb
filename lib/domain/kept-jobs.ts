import { parseJobKey, toJobKey, type JobRef } from "./job.ts";

/**
 * Jobs that this browser keeps: pinned by its reader, or opened lately. Cookies, so that the first page is
 * drawn with them; a reader's own, since what one watches today is noise for the team.
 */
export const keptJobs = {
  pinned: { cookie: "gantry-pinned", max: 20 },
  opened: { cookie: "gantry-opened", max: 10 },
} as const;

const separator = "~";

/** The jobs of a cookie's value, the latest first; what is no job is left out. */
export function parseKeptJobs(text: string | undefined, max: number): JobRef[] {
  const refs = (text ?? "").split(separator).flatMap((key) => parseJobKey(key) ?? []);
  return refs.filter(({ id }) => /^[\w-]{1,128}$/.test(id)).slice(0, max);
}

/** The cookie's value with a job at the front, or without it. */
export function formatKeptJobs(
  refs: readonly JobRef[],
  job: JobRef,
  isKept: boolean,
  max: number,
): string {
  const key = toJobKey(job);
  const others = refs.map(toJobKey).filter((each) => each !== key);
  return (isKept ? [key, ...others] : others).slice(0, max).join(separator);
}
