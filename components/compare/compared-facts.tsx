import { StatusIcon } from "#components/ui/status-icon.tsx";
import { compareFacts } from "#lib/domain/compare/compare-facts.ts";
import type { Job } from "#lib/domain/job.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import { DifferenceMark } from "./difference-mark.tsx";

type ComparedFactsProps = { a: Job; b: Job; labels: { a: string; b: string } };

export function ComparedFacts({ a, b, labels }: ComparedFactsProps) {
  const rows = compareFacts(a, b, labels).map((fact) => ({
    key: fact.name,
    name: fact.name,
    a: <Value job={a} name={fact.name} value={fact.a} />,
    b: <Value job={b} name={fact.name} value={fact.b} />,
    difference: <DifferenceMark differs={fact.differs} />,
    differs: fact.differs,
  }));
  return <ComparisonTable title="Facts" first="Fact" rows={rows} isBrief />;
}

function Value({ job, name, value }: { job: Job; name: string; value: string | null }) {
  if (value === null) return <span className="text-faint">none</span>;
  if (name !== "Status") return <span className="wrap-anywhere">{toVisibleText(value)}</span>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusIcon status={job.status} size={14} />
      {value}
    </span>
  );
}
