import type { ReactNode } from "react";
import type { Phase } from "#lib/domain/timeline/phases.ts";
import { PhaseBar } from "./phase-bar.tsx";

type Props = {
  phases: readonly Phase[];
  /** Of the axis. */
  startAt: number;
  lengthMs: number;
  zone: string;
  isFrozen: boolean;
  /** What lies under the bars of waiting and running. */
  under?: ReactNode;
  over?: ReactNode;
};

/** Waiting and running in one line, the stages in another beneath it. */
export function PhaseBars({ phases, under, over, ...bar }: Props) {
  const stages = phases.filter(({ kind }) => kind === "stage");
  const main = phases.filter(({ kind }) => kind !== "stage");
  return (
    <>
      <div className="relative h-[30px]">
        {under}
        {main.map((phase, index) => (
          <PhaseBar key={phase.kind} {...bar} phase={phase} isLast={index === main.length - 1} />
        ))}
        {over}
      </div>
      {stages.length > 0 && (
        <div className="relative mt-1 h-[22px]">
          {stages.map((phase) => (
            <PhaseBar
              key={`${phase.startAt} ${phase.label}`}
              {...bar}
              phase={phase}
              isLast={false}
            />
          ))}
        </div>
      )}
    </>
  );
}
