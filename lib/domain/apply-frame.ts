import type { Job } from "./job.ts";
import { toBrokenLink, type Link, type LiveFrame } from "./live-frame.ts";
import type { ProblemDocument } from "./problem.ts";

/** One job as a screen holds it: what is known, and how well the link stands. */
export type LiveJob = { job: Job; link: Link | null; problem: ProblemDocument | null };

/**
 * The view after a frame; the same object when the frame changes nothing here. An entry of the
 * timeline is appended only when it is the next one: any other is covered by the `job` frame that
 * follows it.
 */
export function applyFrame(view: LiveJob, frame: LiveFrame): LiveJob {
  if (frame.event === "clock" || frame.event === "jobs") return view;
  const { job } = view;
  if (frame.data.source !== job.source || frame.data.id !== job.id) return view;
  switch (frame.event) {
    case "job":
      return { ...view, job: isOlder(frame.data, job) ? job : frame.data, problem: null };
    case "event": {
      const isNext = frame.data.event.seq === (job.events.at(-1)?.seq ?? 0) + 1;
      return isNext
        ? { ...view, job: { ...job, events: [...job.events, frame.data.event] } }
        : view;
    }
    case "progress":
      return { ...view, job: { ...job, progress: frame.data.progress } };
    case "link": {
      const { state, since, detail, retryAt } = frame.data;
      return { ...view, link: { state, since, detail, retryAt } };
    }
    case "problem":
      return { ...view, link: toBrokenLink(job.observedAt, frame.data), problem: frame.data };
  }
}

/** A page is drawn from the upstream's own answer, of which nobody is told who knows as much. Entries come without a time of their own. */
function isOlder(next: Job, known: Job): boolean {
  return next.observedAt < known.observedAt && next.events.length <= known.events.length;
}
