"use client";
import { useCallback, useEffect, useRef } from "react";
import { useConnection } from "#components/live/connection-badge.tsx";
import { isBlind } from "#components/live/describe-connection.ts";
import { toStoodAt, useFailing } from "#components/live/failing.ts";
import { useTickingNow } from "#components/live/use-ticking-now.ts";
import { useZone } from "#components/shell/preferences.tsx";
import { isTerminal, toJobKey, toSoFarMs, type JobSummary } from "#lib/domain/job.ts";
import { columnLabels, type ColumnName } from "#lib/domain/list-columns.ts";
import type { FailingSource } from "#lib/domain/live-frame.ts";
import { useToday } from "#components/jobs/use-today.ts";
import { columnLooks, toTableWidthPx } from "./column-looks.ts";
import { ListRow } from "./list-row.tsx";
import { SortHead } from "./sort-head.tsx";
import { listIds } from "./use-focus-handover.ts";
import { useListWindow } from "./use-list-window.ts";
import type { Ticks } from "./update-ticks.ts";

type Props = {
  rows: readonly JobSummary[];
  /** Null where the list is longer than was counted. */
  total: number | null;
  columns: readonly ColumnName[];
  search: string;
  /** The server's clock when it drew this. */
  now: number;
  /** The sources that could not be asked then. */
  failing: readonly FailingSource[];
  ticked: Ticks;
  onTick: (jobs: readonly JobSummary[], isTicked: boolean) => void;
  onNearEnd: () => void;
};

const head = "h-[34px] px-3 text-left text-[12.5px] font-normal whitespace-nowrap text-muted";
const sortable = { created: "created", ended: "ended", ran: "duration" } as const;
const isSortable = (name: ColumnName): name is keyof typeof sortable =>
  Object.hasOwn(sortable, name);

/** The rows in sight of a list of any length, as a table that says how long it is. */
export function ListTable(props: Props) {
  const { rows, total, columns, search, ticked, onTick, onNearEnd } = props;
  const zone = useZone();
  const frozen = isBlind(useConnection());
  const { body, first, last, above, below } = useListWindow(rows.length, onNearEnd);
  const seen = rows.slice(first, last);
  const stoodAt = toStoodAt(seen, useFailing(props.failing));
  const isStill = (job: JobSummary) => frozen || stoodAt.has(toJobKey(job));
  const isTicking = seen.some((job) => !isTerminal(job.status) && !isStill(job));
  const now = useTickingNow(props.now, isTicking);
  const today = useToday(props.now, zone);
  const lastTicked = useRef<string | null>(null);
  const isAllTicked =
    rows.length > 0 && ticked.size >= rows.length && rows.every((job) => ticked.has(toJobKey(job)));
  const isWhole = isAllTicked && rows.length === total;
  const isPartTicked = ticked.size > 0 && !isWhole && rows.some((job) => ticked.has(toJobKey(job)));

  const latestRows = useRef(rows);
  useEffect(() => {
    latestRows.current = rows;
  }, [rows]);

  // The same while one scrolls and more rows come, so that those in sight need not be drawn again for it.
  const tick = useCallback(
    (key: string, isTicked: boolean, isRange: boolean): void => {
      const rows = latestRows.current;
      const from = rows.findIndex((job) => toJobKey(job) === lastTicked.current);
      const to = rows.findIndex((job) => toJobKey(job) === key);
      lastTicked.current = key;
      const other = isRange && from >= 0 ? from : to;
      onTick(rows.slice(Math.min(other, to), Math.max(other, to) + 1), isTicked);
    },
    [onTick],
  );

  return (
    <div
      id={listIds.rows}
      className="panel overflow-x-auto"
      tabIndex={0}
      role="group"
      aria-label="Jobs"
    >
      <table
        aria-rowcount={total === null ? -1 : total + 1}
        className="list-table w-full table-fixed border-collapse"
        style={{ minWidth: toTableWidthPx(columns) }}
      >
        <colgroup>
          <col className="w-9 noscript:hidden" />
          <col className="w-[172px]" />
          <col />
          {columns.map((name) => (
            <col key={name} style={{ width: columnLooks[name].widthPx }} />
          ))}
        </colgroup>
        <thead>
          <tr className="border-b border-line" aria-rowindex={1}>
            <th className="list-tick noscript:hidden">
              <label className="grid h-[33px] w-9 cursor-pointer place-items-center">
                <input
                  ref={(box) => {
                    if (box) box.indeterminate = isPartTicked;
                  }}
                  type="checkbox"
                  aria-label="Tick all that are loaded"
                  checked={isAllTicked}
                  onChange={() => onTick(rows, !isAllTicked)}
                />
              </label>
            </th>
            <th className={`${head} pl-1`}>Status</th>
            <th className={`${head} list-type`}>Type</th>
            {columns.map((name) =>
              isSortable(name) ? (
                <SortHead
                  key={name}
                  by={sortable[name]}
                  search={search}
                  label={columnLabels[name]}
                  className={`${head} list-${name} ${columnLooks[name].cell}`}
                />
              ) : (
                <th key={name} className={`${head} list-${name} ${columnLooks[name].cell}`}>
                  <span className="font-sans text-[12.5px]">{columnLabels[name]}</span>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {above > 0 && <Spacer heightPx={above} />}
          {seen.map((job, at) => (
            <ListRow
              key={toJobKey(job)}
              job={job}
              columns={columns}
              place={first + at + 1}
              zone={zone}
              today={today}
              soFarMs={toSoFarMs(job, stoodAt.get(toJobKey(job)) ?? now)}
              frozen={isStill(job)}
              isTicked={ticked.has(toJobKey(job))}
              onTick={tick}
            />
          ))}
          {below > 0 && <Spacer heightPx={below} />}
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ heightPx }: { heightPx: number }) {
  return (
    <tr aria-hidden="true">
      <td aria-hidden="true" style={{ height: heightPx }} />
    </tr>
  );
}
