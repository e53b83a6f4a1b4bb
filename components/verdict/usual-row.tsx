import type { ReactNode } from "react";
import type { Spread } from "#lib/domain/durations/durations-report.ts";
import { formatDuration } from "#lib/domain/format/format-duration.ts";

/** The rows' axes begin and end at the same places, however long the words beside them. */
export function UsualList({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)] gap-2 sm:grid-cols-[auto_1fr_auto]">
      {children}
    </dl>
  );
}

type Props = {
  name: string;
  ms: number | null;
  /** Null where too few are known. */
  usual: Spread | null;
  isSlow: boolean;
  text: string;
};

/** A length against what is usual: on an axis from nothing, with what half and what 95 % of its kind take marked. */
export function UsualRow({ name, ms, usual, isSlow, text }: Props) {
  const [p50, p95] = [usual?.p50 ?? null, usual?.p95 ?? null];
  const lengthMs = Math.max(1, ms ?? 0, p95 ?? 0) * 1.04;
  const toPercent = (part: number) => `${((part / lengthMs) * 100).toFixed(2)}%`;
  return (
    <div className={acrossList}>
      <dt className="sr-only">{name}</dt>
      <dd className={acrossList}>
        {ms !== null && p50 !== null && p95 !== null && (
          <div
            className={`mb-0.5 flex flex-wrap items-center gap-x-2 ${acrossList}`}
            aria-hidden="true"
          >
            <span className="w-11 text-[12.5px]">{name}</span>
            <span className="relative h-1.5 flex-1 rounded-[3px] bg-line">
              <span
                className={`absolute inset-y-0 left-0 rounded-[3px] ${isSlow ? "bg-partial" : "bg-faint"}`}
                style={{ width: `max(2px, ${toPercent(ms)})` }}
              />
              {[p50, p95].map((mark, index) => (
                <span
                  key={index === 0 ? "p50" : "p95"}
                  className="absolute -inset-y-[3px] w-[1.5px] bg-text"
                  style={{ left: toPercent(mark) }}
                />
              ))}
            </span>
            <span className="text-[12.5px] text-faint max-sm:basis-full max-sm:pl-13 sm:text-right sm:whitespace-nowrap">
              usually {formatDuration(p50)} ·{" "}
              <span className="whitespace-nowrap">95 % within {formatDuration(p95)}</span>
            </span>
          </div>
        )}
        <p className={`col-span-full ${isSlow ? "text-partial" : ""}`}>{text}</p>
      </dd>
    </div>
  );
}

const acrossList = "sm:col-span-full sm:grid sm:grid-cols-subgrid";
