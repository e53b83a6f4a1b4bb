import type { LiveJob } from "./apply-frame.ts";
import { isTerminal, type Job } from "./job.ts";

/**
 * The view once the page was drawn anew; entries that came while it was on its way stay. The link of a job that had
 * ended and is open again is yet to come.
 */
export function takeDrawn(view: LiveJob, drawn: Job): LiveJob {
  if (drawn.observedAt <= view.job.observedAt) return view;
  const [known, events] = [view.job.events, drawn.events];
  const isReopened = view.link?.state === "ended" && !isTerminal(drawn.status);
  return {
    ...view,
    link: isReopened ? null : view.link,
    job: known.length > events.length ? { ...drawn, events: known } : drawn,
  };
}
