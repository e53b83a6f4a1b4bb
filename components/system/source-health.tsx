import { StatusIcon } from "#components/ui/status-icon.tsx";
import { formatAgo, formatInstant } from "#lib/domain/format/format-instant.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { formatFraction } from "#lib/domain/format/format-fraction.ts";
import type { JobStatus } from "#lib/domain/job.ts";
import type { SourceReport } from "#lib/domain/system.ts";

type SourceHealthProps = { source: SourceReport; now: number; zone: string };

const shapes: Record<SourceReport["health"], JobStatus> = {
  well: "succeeded",
  "first reading": "running",
  "catching up": "running",
  failing: "failed",
  "not read yet": "queued",
  "not listed": "canceled",
};
const words: Record<SourceReport["health"], string> = {
  well: "Up to date",
  "first reading": "First reading",
  "catching up": "Catching up",
  failing: "Failing",
  "not read yet": "Not read yet",
  "not listed": "Cannot be listed",
};

/** How the reading of one source's list is doing. */
export function SourceHealth({ source, now, zone }: SourceHealthProps) {
  const { label, health, backlog, failure, broken, budget } = source;
  return (
    <section className="panel p-4" aria-label={label}>
      <h2 className="flex items-center gap-2 text-[15px] font-semibold">
        {label}
        <span className="ml-auto inline-flex items-center gap-1.5 text-[13.5px]">
          <StatusIcon status={shapes[health]} />
          {words[health]}
        </span>
      </h2>
      {backlog && (
        <p className="mt-2 text-[13.5px] text-muted">
          <progress
            className="mb-1 w-full"
            value={backlog.fraction}
            aria-label={`${label}: how much of the list is read`}
          />
          {formatFraction(backlog.fraction)} read, {backlog.jobs.toLocaleString("en")} jobs so far,
          back to {formatInstant(backlog.until, zone, "date")}
        </p>
      )}
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[13.5px] tabular-nums">
        <Fact name="Last success">
          {source.lastSuccessAt === null ? "none yet" : formatAgo(source.lastSuccessAt, now)}
        </Fact>
        <Fact name="Lag">{formatDuration(source.lagMs)}</Fact>
        <Fact name="Jobs known">{source.jobs.toLocaleString("en")}</Fact>
        <Fact name="Still open">{source.open.toLocaleString("en")}</Fact>
        <Fact name="Requests, last minute">{source.sentLastMinute}</Fact>
        <Fact name="Budget left">
          {budget.limit === null ? "not told" : `${budget.remaining ?? "–"} of ${budget.limit}`}
          {budget.isAssumed && <span className="text-muted">, our own limit</span>}
        </Fact>
        <Fact name="Requests in all">{budget.sent.toLocaleString("en")}</Fact>
      </dl>
      {failure && (
        <p className={`mt-2 text-[13.5px] ${health === "failing" ? "" : "text-muted"}`}>
          {health === "failing" ? "" : "Last failure: "}
          {failure.message} <span className="text-muted">({formatAgo(failure.at, now)})</span>
        </p>
      )}
      {broken && (
        <p className="mt-2 text-[13.5px]">
          {broken.count === 1 ? "1 entry" : `${broken.count.toLocaleString("en")} entries`} of its
          list could not be read and {broken.count === 1 ? "is" : "are"} left out (last seen{" "}
          {formatAgo(broken.at, now)}).
        </p>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="text-right">{children}</dd>
    </>
  );
}
