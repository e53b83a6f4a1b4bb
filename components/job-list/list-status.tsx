"use client";
import { useState, type ReactNode } from "react";
import type { ShownList } from "#lib/domain/list-query/apply-list-changes.ts";
import { describeNews, describeTotal } from "./describe-list.ts";
import { SortMenu } from "./sort-menu.tsx";
import { speakOfList, toUnspoken } from "./spoken-list.ts";
import { listIds, useFocusHandover } from "./use-focus-handover.ts";

type Props = {
  /** Null where there is none: what is told to screen readers needs a place that stays. */
  list: ShownList | null;
  /** The search that the list belongs to. */
  shownSearch: string;
  /** The address's. */
  search: string;
  isLoading: boolean;
  onShow: () => void;
};

/** How many there are, in which order, and what has come and gone since. Of one height always, so that nothing moves when some come. */
export function ListStatus({ list, shownSearch, search, isLoading, onShow }: Props) {
  const [spoken, setSpoken] = useState(() => toUnspoken(list && shownSearch));
  const speaking = speakOfList(spoken, shownSearch, list);
  if (speaking !== spoken) setSpoken(speaking);
  const news = list && describeNews(list);

  function show(): void {
    onShow();
    setSpoken({ ...speaking, search: null });
  }

  return (
    <>
      <p role="status" className="sr-only">
        {speaking.said}
      </p>
      {list && (
        <div className="sticky top-[52px] z-[15] flex h-11 items-center gap-3 bg-bg text-[12.5px] text-muted">
          <p id={listIds.count} tabIndex={-1} className="shrink-0">
            {`${isLoading ? "Loading…" : describeTotal(list)}, `}
          </p>
          <SortMenu search={search} />
          {news !== null && (
            <NewsButton onClick={show}>
              {news}
              <span className="max-sm:hidden"> · {list.waiting.size > 0 ? "show" : "update"}</span>
            </NewsButton>
          )}
        </div>
      )}
    </>
  );
}

function NewsButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      ref={useFocusHandover<HTMLButtonElement>()}
      type="button"
      onClick={onClick}
      className="mx-auto min-w-20 truncate rounded-full bg-running-soft px-4 py-1 text-[13.5px] leading-4 font-semibold text-running"
    >
      {children}
    </button>
  );
}
