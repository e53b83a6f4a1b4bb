import { TimelineLane } from "#components/timeline/timeline-lane.tsx";
import type { Job } from "#lib/domain/job.ts";
import { toTimeline } from "#lib/domain/timeline/timeline.ts";

type Props = { job: Job; now: number; zone: string };

/** In place of a timeline that nobody has read: what the list tells of it, and that there may be more. */
export function UnreadTimeline({ job, now, zone }: Props) {
  const timeline = toTimeline(job, now);
  return (
    <section aria-label="Timeline" className="panel min-w-0">
      <h2 className="min-h-[42px] border-b border-line px-3.5 py-2.5 text-[13.5px] font-semibold">
        Timeline
      </h2>
      {timeline.phases.length > 0 && (
        // Its words would count the events; the times stand among the facts, too.
        <div className="border-b border-line pb-3" aria-hidden="true">
          <TimelineLane timeline={timeline} zone={zone} isFrozen />
        </div>
      )}
      <p className="px-4 py-3 text-muted">The events were not read yet.</p>
    </section>
  );
}
