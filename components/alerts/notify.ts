import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { toJobKey, type JobSummary } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { isAsked, setAsked } from "./alert-choices.ts";
import { hasSound } from "./sound-choice.ts";
import { playChime } from "./play-chime.ts";

/**
 * Asks the browser for leave to notify; null when it is given, or else why not, for the button that was pressed.
 * It asks the person once; a block is theirs to lift.
 */
export async function askPermission(): Promise<string | null> {
  if (!canNotify()) return "Needs HTTPS and a browser that notifies";
  return (await Notification.requestPermission()) === "granted" ? null : "Blocked by the browser";
}

/** Chrome on Android lets service workers alone notify, and throws. Without leave, which is not given yet, the attempt shows nothing. */
function canNotify(): boolean {
  if (!("Notification" in window) || !isSecureContext) return false;
  if (Notification.permission === "granted") return true;
  try {
    return Boolean(new Notification(""));
  } catch {
    return false;
  }
}

/** Tells that a job has ended: by a notification where that was asked for and the person looks elsewhere, by a sound where that is on. */
export function announceEnd(job: JobSummary): void {
  if (hasSound()) playChime(job.status === "succeeded");
  if (!isAsked(job)) return;
  setAsked(job, false);
  if (document.visibilityState === "visible" && document.hasFocus()) return;
  const notification = new Notification(`${statusWords[job.status]} · ${job.type}`, {
    body: describeEnd(job),
    // Two tabs with the same job tell of it once.
    tag: toJobKey(job),
    icon: "/icon.svg",
  });
  notification.addEventListener("click", () => {
    notification.close();
    window.focus();
    if (location.pathname !== toJobPath(job)) location.assign(toJobPath(job));
  });
}

function describeEnd({ id, runMs, error }: JobSummary): string {
  const ran = runMs === null ? "" : `Ran ${formatDuration(runMs)}. `;
  return `${ran}${error ? `${error.code}: ${error.message}` : id}`;
}
