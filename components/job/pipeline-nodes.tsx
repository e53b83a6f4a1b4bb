import { StatusIcon } from "#components/ui/status-icon.tsx";
import { statusTones } from "#components/ui/status-tone.ts";
import { keyItems } from "#lib/domain/key-items.ts";
import type { PipelineNode } from "#lib/domain/job-detail.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

const done = [
  { of: "succeeded", status: "succeeded", word: "done", bar: "bg-succeeded" },
  { of: "failed", status: "failed", word: "failed", bar: "bg-failed" },
] as const;
const open = [
  ...done,
  { of: "running", status: "running", word: "at work", bar: "bg-running" },
  { of: "waiting", status: "queued", word: "waiting", bar: "bg-line-strong" },
] as const;
/** What the upstream still calls at work or waiting when its job is over. */
const over = [
  ...done,
  { of: "running", status: "canceled", word: "not finished", bar: "bg-muted" },
  { of: "waiting", status: "queued", word: "not begun", bar: "bg-line-strong" },
] as const;

type Props = { nodes: readonly PipelineNode[]; isOver: boolean };
type Parts = typeof open | typeof over;

/** Stations in a row, a line from each to the next; one below the other where there is no room. */
export function PipelineNodes({ nodes, isOver }: Props) {
  const parts = isOver ? over : open;
  return (
    <ol className="grid gap-x-6 gap-y-3 px-3.5 py-3 sm:grid-cols-[repeat(auto-fit,minmax(132px,1fr))]">
      {keyItems(nodes).map(({ key, item: node }, index) => (
        <li key={key} className="relative min-w-0">
          {index > 0 && (
            <i
              aria-hidden="true"
              className="absolute top-[27px] -left-5 w-4 border-t border-line-strong max-sm:hidden"
            />
          )}
          <b
            className="block truncate text-[12.5px]"
            title={[node.name, node.kind].filter(Boolean).join(", ")}
          >
            {toVisibleText(node.name)}
          </b>
          <NodeBar node={node} parts={parts} />
          <ul className="flex flex-wrap gap-x-3 text-[12.5px]">
            {parts.map(({ of, status, word }) =>
              node[of] === 0 ? null : (
                <li
                  key={of}
                  className={`flex items-center gap-1 whitespace-nowrap ${statusTones[status].text}`}
                >
                  <StatusIcon status={status} /> {node[of]} {word}
                </li>
              ),
            )}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** The counts as lengths. Whoever cannot see it reads them beneath. */
function NodeBar({ node, parts }: { node: PipelineNode; parts: Parts }) {
  const all = parts.reduce((sum, { of }) => sum + node[of], 0);
  return (
    <div
      aria-hidden="true"
      className="my-1.5 flex h-1.5 gap-px overflow-hidden rounded-full bg-sunken"
    >
      {parts.map(({ of, bar }) =>
        node[of] === 0 ? null : (
          <span
            key={of}
            className={`min-w-[3px] ${bar}`}
            style={{ flexGrow: node[of] / Math.max(1, all), flexBasis: 0 }}
          />
        ),
      )}
    </div>
  );
}
