import { toJobKey, type JobRef } from "#lib/domain/job.ts";

const toAskedKey = (ref: JobRef) => `gantry-alert ${toJobKey(ref)}`;

/** Whether the person wants to be told, in this tab, when the job ends. */
export const isAsked = (ref: JobRef): boolean => sessionStorage.getItem(toAskedKey(ref)) !== null;

export function setAsked(ref: JobRef, asked: boolean): void {
  if (asked) sessionStorage.setItem(toAskedKey(ref), "1");
  else sessionStorage.removeItem(toAskedKey(ref));
}
