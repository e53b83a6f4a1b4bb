"use client";
import { useZone } from "#components/shell/preferences.tsx";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import type { FailingSource } from "#lib/domain/live-frame.ts";
import { useConnection } from "./connection-badge.tsx";
import { describeNextTry, isBlind } from "./describe-connection.ts";
import { useFailing } from "./failing.ts";
import { useNow } from "./use-now.ts";

/** The sources that cannot be asked: `initial` when the page was drawn, and as Gantry tells from then on. */
export function SourceFailures({ initial }: { initial: readonly FailingSource[] }) {
  const zone = useZone();
  const connection = useConnection();
  const failing = useFailing(initial);
  const isTold = connection.heardAt !== null && !isBlind(connection);
  const now = useNow(isTold && failing.length > 0);
  return failing.map((source) => {
    const next = isTold && describeNextTry(source.retryAt ?? null, now && now + connection.skewMs);
    return (
      <div key={source.label} className="panel mb-4 border-partial px-4 py-2.5 text-[13.5px]">
        <span role="status">
          <b className="font-semibold text-partial">{source.label} cannot be asked just now.</b>{" "}
          {source.message}{" "}
          <span className="text-muted">What is shown {describeAge(source, zone)}.</span>
        </span>
        {next && (
          <>
            {" "}
            <span className="inline-block text-muted first-letter:uppercase">{next}.</span>
          </>
        )}
      </div>
    );
  });
}

/** With the date where the last success was on another day than the failure. */
function describeAge({ lastSuccessAt = null, failedAt }: FailingSource, zone: string): string {
  if (lastSuccessAt === null) return "may be out of date";
  const [asOf, day] = [lastSuccessAt, failedAt ?? null].map((at) =>
    formatInstant(at, zone, "date"),
  );
  const style = asOf === day ? "time" : "dateTime";
  return `is as of ${formatInstant(lastSuccessAt, zone, style)} and may be out of date`;
}
