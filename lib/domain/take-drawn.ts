import type { LiveJob } from "./apply-frame.ts";
import type { Job } from "./job.ts";

/** The view once the page was drawn anew; entries that came while it was on its way stay. */
export function takeDrawn(view: LiveJob, drawn: Job): LiveJob {
  if (drawn.observedAt <= view.job.observedAt) return view;
  const [known, events] = [view.job.events, drawn.events];
  return { ...view, job: known.length > events.length ? { ...drawn, events: known } : drawn };
}
