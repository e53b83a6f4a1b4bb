import { formatDuration } from "#lib/domain/format/format-duration.ts";
import type { Timeline } from "#lib/domain/timeline/timeline.ts";

/** The drawing as one sentence: "Waited 2 s, ran 1 m 28 s; 1 m 30 s in all, 3 events." */
export function describeTimeline(timeline: Timeline, isFrozen: boolean): string {
  const { phases, totalMs, marks, usual } = timeline;
  const bars = phases.map(({ label, durationMs, endAt, kind }, index) => {
    const isFloor = isFrozen && endAt === null;
    const word = index === 0 || kind === "stage" ? label : label.toLowerCase();
    return `${word} ${isFloor ? "at least " : ""}${formatDuration(durationMs)}`;
  });
  const events = `${marks.length} ${marks.length === 1 ? "event" : "events"}`;
  const parts = [bars.length === 0 ? "No times are known" : bars.join(", ")];
  parts.push(totalMs === null ? events : `${formatDuration(totalMs)} in all, ${events}`);
  if (usual.length > 0) {
    parts.push(usual.map(({ label, ms }) => `${label} ${formatDuration(ms)}`).join(", "));
  }
  return `${parts.join("; ")}.`;
}
