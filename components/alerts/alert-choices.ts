import { toJobKey, type JobRef } from "#lib/domain/job.ts";

const soundKey = "gantry-sound";
const toAskedKey = (ref: JobRef) => `gantry-alert ${toJobKey(ref)}`;

/** Whether the person wants to be told, in this tab, when the job ends. */
export const isAsked = (ref: JobRef): boolean => sessionStorage.getItem(toAskedKey(ref)) !== null;

export function setAsked(ref: JobRef, asked: boolean): void {
  if (asked) sessionStorage.setItem(toAskedKey(ref), "1");
  else sessionStorage.removeItem(toAskedKey(ref));
}

/** Whether a job that ends in an open tab makes a sound, in any tab of this browser. */
export const hasSound = (): boolean => localStorage.getItem(soundKey) !== null;

export function setSound(on: boolean): void {
  if (on) localStorage.setItem(soundKey, "1");
  else localStorage.removeItem(soundKey);
}
