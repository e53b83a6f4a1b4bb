import { PageLink } from "#components/ui/page-link.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { statusTones } from "#components/ui/status-tone.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { toElapsedMs } from "#lib/domain/job.ts";
import type { TreeRow as Row } from "#lib/domain/tree/job-tree.ts";
import type { TreeAxis } from "#lib/domain/tree/tree-axis.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { GanttLane } from "./gantt-lane.tsx";
import { treeRowStyles, type TreeView } from "./tree-view.ts";

const indentPixels = 14;
const indentLevelsMax = 10;

type TreeRowProps = {
  id: string;
  row: Row;
  view: TreeView;
  /** Of all rows, from 1; the head is the first. */
  index: number;
  isFolded: boolean;
  isActive: boolean;
  axis: TreeAxis | null;
  now: number;
  zone: string;
  frozen: boolean;
};

export function TreeRow(props: TreeRowProps) {
  "use memo";
  const { id, row, view, index, isFolded, isActive, axis, now, zone, frozen } = props;
  const { node } = row;
  const canFold = view !== "table" && row.children > 0;
  const word = `text-[12.5px] ${statusTones[node.status].text}`;
  return (
    <div
      role="row"
      id={id}
      data-row={index - 2}
      aria-rowindex={index}
      aria-level={view === "table" ? undefined : row.level}
      aria-posinset={view === "table" ? undefined : row.position}
      aria-setsize={view === "table" ? undefined : row.siblings}
      aria-expanded={canFold ? !isFolded : undefined}
      aria-selected={isActive}
      className={`${treeRowStyles[view]} ${isActive ? "bg-sunken shadow-[inset_2px_0_var(--line-strong)] group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 outline-focus" : ""}`}
    >
      <div
        role="gridcell"
        className="flex min-w-0 items-center gap-1.5"
        style={{ paddingLeft: view === "table" ? 0 : toIndent(row.level) }}
      >
        {view !== "table" && (
          <span
            data-fold={canFold ? "" : undefined}
            aria-hidden="true"
            className="grid h-8 w-5 flex-none cursor-pointer place-items-center text-faint"
          >
            {canFold && <span className={`fold-mark ${isFolded ? "" : "rotate-90"}`} />}
          </span>
        )}
        <StatusIcon status={node.status} size={14} />
        <PageLink
          href={toJobPath(node)}
          tabIndex={-1}
          title={`${node.type} ${node.id}`}
          className="min-w-10 truncate no-underline hover:underline"
        >
          {toVisibleText(node.type) || "no type"}
        </PageLink>
        {view !== "gantt" && (
          <span className={`flex-none max-sm:sr-only ${word}`}>{statusWords[node.status]}</span>
        )}
        <span
          className={`min-w-0 shrink-[4] truncate ${view === "gantt" ? "max-sm:hidden" : ""} ${word}`}
        >
          {node.errorCode !== null && (
            <span className="max-sm:hidden"> · {toVisibleText(node.errorCode)}</span>
          )}
          {canFold && <span className="text-muted"> · {describeBelow(row, isFolded)}</span>}
        </span>
      </div>
      {view === "gantt" ? (
        <div role="gridcell" className="min-w-0 overflow-hidden">
          <GanttLane node={node} axis={axis} now={now} zone={zone} frozen={frozen} />
        </div>
      ) : (
        <Columns row={row} now={now} zone={zone} frozen={frozen} />
      )}
    </div>
  );
}

function toIndent(level: number): number {
  return Math.min(level - 1, indentLevelsMax) * indentPixels;
}

function describeBelow({ below, failedBelow }: Row, isFolded: boolean): string {
  const failed = isFolded && failedBelow > 0 ? `, ${failedBelow} failed` : "";
  return `${below.toLocaleString("en")} below${failed}`;
}

function Columns({
  row: { node },
  now,
  zone,
  frozen,
}: Pick<TreeRowProps, "row" | "now" | "zone" | "frozen">) {
  const soFarMs = node.status === "running" ? toElapsedMs(node.startedAt, now) : null;
  const isToday = formatInstant(node.createdAt, zone, "date") === formatInstant(now, zone, "date");
  return (
    <>
      <div role="gridcell" className="text-right text-muted max-sm:hidden">
        {formatDuration(node.queueMs)}
      </div>
      <div
        role="gridcell"
        className={`text-right ${frozen && soFarMs !== null ? "text-faint" : ""}`}
      >
        {formatDuration(node.runMs ?? soFarMs)}
      </div>
      <div
        role="gridcell"
        className="text-right text-muted max-sm:hidden"
        title={formatInstant(node.createdAt, zone, "exact")}
      >
        {formatInstant(node.createdAt, zone, isToday ? "time" : "dateTime")}
      </div>
    </>
  );
}
