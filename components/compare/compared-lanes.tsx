import { AxisTicks } from "#components/timeline/axis-ticks.tsx";
import { describeTimeline } from "#components/timeline/describe-timeline.ts";
import { PhaseBars } from "#components/timeline/phase-bars.tsx";
import type { Timeline } from "#lib/domain/timeline/timeline.ts";

type ComparedLanesProps = {
  a: Timeline;
  b: Timeline;
  zone: string;
  /** Whose link is blind. */
  frozen: { a: boolean; b: boolean };
};

/** The phases of both jobs on one axis, as if they had begun together. */
export function ComparedLanes({ a, b, zone, frozen }: ComparedLanesProps) {
  const { axis } = a.axis.lengthMs >= b.axis.lengthMs ? a : b;
  const lanes = [
    { name: "A", timeline: a, isFrozen: frozen.a },
    { name: "B", timeline: b, isFrozen: frozen.b },
  ];
  return (
    <section className="panel min-w-0" aria-label="Phases">
      <h2 className="border-b border-line px-3.5 py-2.5 text-[13.5px] font-semibold">
        Phases{" "}
        <span className="font-normal text-[12.5px] text-muted">aligned at the start of each</span>
      </h2>
      <div className="@container px-4 pt-3 pb-3.5 text-[12.5px]">
        <div className="ml-6">
          <AxisTicks ticksMs={axis.ticksMs} lengthMs={axis.lengthMs} />
        </div>
        {lanes.map(({ name, timeline, isFrozen }) => (
          <div key={name} className="flex items-start border-t border-line pt-1 pb-2">
            <b className="w-6 flex-none pt-1.5 text-[13.5px] font-semibold">{name}</b>
            <Lane
              timeline={timeline}
              lengthMs={axis.lengthMs}
              zone={zone}
              isFrozen={isFrozen}
              name={name}
            />
          </div>
        ))}
      </div>
    </section>
  );
}

type LaneProps = {
  name: string;
  timeline: Timeline;
  lengthMs: number;
  zone: string;
  isFrozen: boolean;
};

function Lane({ name, timeline, lengthMs, zone, isFrozen }: LaneProps) {
  const { startAt, phases } = timeline;
  if (startAt === null)
    return <p className="py-1.5 text-muted">The upstream gives no times for {name}.</p>;
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing made of elements
      role="img"
      aria-label={`${name}: ${describeTimeline(timeline, isFrozen)}`}
      className="min-w-0 flex-1"
    >
      <PhaseBars
        phases={phases}
        startAt={startAt}
        lengthMs={lengthMs}
        zone={zone}
        isFrozen={isFrozen}
      />
    </div>
  );
}
