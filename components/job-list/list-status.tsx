"use client";
import { formatCount, formatFloor } from "#lib/domain/format-count.ts";
import type { ShownList } from "#lib/domain/list-query/apply-list-changes.ts";

type Props = { list: ShownList; isLoading: boolean; onShow: () => void };

/** How many there are, and what has come and gone since. Of one height always, so that nothing moves when some come. */
export function ListStatus({ list, isLoading, onShow }: Props) {
  const news = describeNews(list);
  const isNewestFirst = list.filter.sort === undefined;
  return (
    <div className="sticky top-[52px] z-[15] flex h-11 items-center gap-3 bg-bg text-[12.5px] text-muted">
      <p className="whitespace-nowrap">
        {isLoading ? "Loading…" : describeTotal(list)}
        {isNewestFirst && !isLoading && <span className="max-sm:hidden">, newest first</span>}
      </p>
      <p role="status" className="sr-only">
        {news ?? ""}
      </p>
      {news !== null && (
        <button
          type="button"
          onClick={onShow}
          className="mx-auto rounded-full bg-running-soft px-4 py-1 text-[13.5px] leading-4 font-semibold text-running"
        >
          {news}
          <span className="max-sm:hidden"> · {list.waiting.size > 0 ? "show" : "update"}</span>
        </button>
      )}
    </div>
  );
}

function describeNews({ waiting, isBehind, leaving }: ShownList): string | null {
  const parts = [
    ...(waiting.size > 0 ? [`${formatFloor(waiting.size, !isBehind)} new`] : []),
    ...(leaving.size === 1 ? ["1 no longer matches"] : []),
    ...(leaving.size > 1 ? [`${formatCount(leaving.size)} no longer match`] : []),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}

/** A count that was broken off is outdone by what is loaded, and the last row ends it. */
function describeTotal({ total, isTotalExact, rows, waiting, next }: ShownList): string {
  const isWhole = isTotalExact || next === null;
  const count = isTotalExact
    ? total
    : Math.max(next === null ? 0 : total, rows.length + waiting.size);
  return `${isWhole ? "" : "At least "}${formatCount(count)} ${count === 1 ? "job" : "jobs"}`;
}
