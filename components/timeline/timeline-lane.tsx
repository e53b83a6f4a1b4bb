import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { eventWords } from "#lib/domain/status-words.ts";
import type { Timeline } from "#lib/domain/timeline/timeline.ts";
import { AxisTicks } from "./axis-ticks.tsx";
import { describeTimeline } from "./describe-timeline.ts";
import { PhaseBars } from "./phase-bars.tsx";
import { UsualLabels } from "./usual-labels.tsx";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

type Props = { timeline: Timeline; zone: string; isFrozen: boolean };

/** The axis, the bars of waiting, running and stages, the ticks of events and the usual marks. */
export function TimelineLane({ timeline, zone, isFrozen }: Props) {
  const { axis, phases, usual } = timeline;
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing made of elements
      role="img"
      aria-label={describeTimeline(timeline, isFrozen)}
      className="@container px-4 pt-3 text-[12.5px]"
    >
      <AxisTicks ticksMs={axis.ticksMs} lengthMs={axis.lengthMs} />
      <PhaseBars
        phases={phases}
        startAt={timeline.startAt ?? 0}
        lengthMs={axis.lengthMs}
        zone={zone}
        isFrozen={isFrozen}
        under={axis.ticksMs.map((ms) => (
          <span
            key={ms}
            className="absolute inset-y-0 w-px bg-line"
            style={{ left: toPercent(ms / axis.lengthMs) }}
          />
        ))}
        over={
          <>
            {usual.map(({ label, position }) => (
              <span
                key={label}
                className="absolute inset-y-0 border-l-[1.5px] border-dashed border-faint"
                style={{ left: toPercent(position) }}
              />
            ))}
            <EventTicks timeline={timeline} zone={zone} />
          </>
        }
      />
      <UsualLabels usual={usual} />
    </div>
  );
}

function EventTicks({ timeline, zone }: { timeline: Timeline; zone: string }) {
  const places = new Map<string, string>();
  for (const { event, position } of timeline.marks) {
    if (position === null) continue;
    const place = toPercent(Math.round(position * 400) / 400);
    const word = event.message ?? (event.status ? eventWords[event.status] : event.kind);
    const line = `${formatInstant(event.at, zone, "timeMs")} ${toVisibleText(word)}`;
    const known = places.get(place);
    if (known === undefined) places.set(place, line);
    else if (known.length < 500) places.set(place, `${known}\n${line}`);
  }
  return [...places].map(([left, title]) => (
    <span
      key={left}
      title={title}
      className="absolute top-[25px] flex h-[9px] w-[7px] -translate-x-[3px] justify-center"
      style={{ left }}
    >
      <span className="mt-px h-1 w-[1.5px] bg-muted" />
    </span>
  ));
}

function toPercent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
