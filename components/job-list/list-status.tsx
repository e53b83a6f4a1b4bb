"use client";
import { formatCount } from "#lib/domain/format-count.ts";
import type { ShownList } from "#lib/domain/list-query/apply-list-changes.ts";

type Props = { list: ShownList; isLoading: boolean; onShow: () => void };

/** How many there are, and the new ones that wait. Of one height always, so that nothing moves when some come. */
export function ListStatus({ list, isLoading, onShow }: Props) {
  const { total, waiting } = list;
  const isNewestFirst = list.filter.sort === undefined;
  return (
    <div className="sticky top-[52px] z-10 flex h-11 items-center gap-3 bg-bg text-[12.5px] text-muted">
      <p className="whitespace-nowrap">
        {isLoading
          ? "Loading…"
          : `${list.isCountExact ? "" : "At least "}${formatCount(total)} ${total === 1 ? "job" : "jobs"}`}
        {isNewestFirst && !isLoading && <span className="max-sm:hidden">, newest first</span>}
      </p>
      <p role="status" className="sr-only">
        {waiting.size > 0 ? `${waiting.size} new` : ""}
      </p>
      {waiting.size > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="mx-auto rounded-full bg-running-soft px-4 py-1 font-[550] text-running"
        >
          {formatCount(waiting.size)} new · show
        </button>
      )}
    </div>
  );
}
