import { PhaseBar } from "#components/timeline/phase-bar.tsx";
import type { TreeNode } from "#lib/domain/tree/job-tree.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toTreePhases, type TreeAxis } from "#lib/domain/tree/tree-axis.ts";

type GanttLaneProps = {
  node: TreeNode;
  axis: TreeAxis | null;
  now: number;
  zone: string;
  frozen: boolean;
};

/** A job's waiting and running as bars of their own, on the axis that the whole family shares. */
export function GanttLane({ node, axis, now, zone, frozen }: GanttLaneProps) {
  const phases = toTreePhases(node, now);
  if (axis === null || phases.length === 0)
    return (
      <span className="text-[12.5px] leading-8 text-muted">
        {statusWords[node.status]}, no times known
      </span>
    );
  return (
    <div className="relative h-[30px] text-[12.5px]">
      {phases.map((phase, index) => (
        <PhaseBar
          key={phase.kind}
          phase={phase}
          startAt={axis.startAt}
          lengthMs={axis.axis.lengthMs}
          zone={zone}
          isFrozen={frozen}
          isLast={index === phases.length - 1}
        />
      ))}
    </div>
  );
}
