import {
  compareDurations,
  formatDifference,
  type ComparedJob,
} from "#lib/domain/compare/compare-durations.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { ComparisonTable } from "./comparison-table.tsx";

/** Shorter differences than this are not marked. */
const tellingShare = 0.1;

export function ComparedDurations({ a, b }: { a: ComparedJob; b: ComparedJob }) {
  const rows = compareDurations(a, b).map(({ name, aMs, bMs, isOpen }) => {
    const differs =
      aMs !== null && bMs !== null && Math.abs(bMs - aMs) > tellingShare * Math.max(aMs, bMs);
    return {
      key: name,
      name,
      a: <Length ms={aMs} />,
      b: <Length ms={bMs} />,
      difference: (
        <span className={differs ? "font-semibold text-partial" : "text-muted"}>
          {formatDifference(aMs, bMs)}
          {isOpen && <span className="font-normal text-muted"> so far</span>}
        </span>
      ),
      differs,
    };
  });
  return <ComparisonTable title="Durations" first="Stretch" rows={rows} />;
}

function Length({ ms }: { ms: number | null }) {
  if (ms === null) return <span className="text-faint">not known</span>;
  return <span title={`${ms.toLocaleString("en")} ms`}>{formatDuration(ms)}</span>;
}
