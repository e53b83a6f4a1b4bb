import { formatCount } from "#lib/domain/format/format-count.ts";

type Props = {
  count: number;
  hasMore: boolean;
  isFull: boolean;
  isLoading: boolean;
  onMore: () => void;
  pages: { previous: string | null; next: string | null };
};

/** What follows the last row: more of them, as one scrolls or by the button; without JavaScript, pages. */
export function ListEnd({ count, hasMore, isFull, isLoading, onMore, pages }: Props) {
  return (
    <div className="flex min-h-12 items-center justify-center gap-4 pt-3 text-[12.5px] text-muted">
      {isFull ? (
        <p>
          {formatCount(count)} rows are loaded, and no more fit. Narrow the filter, or export the
          list.
        </p>
      ) : (
        hasMore && (
          <button type="button" className="button noscript:hidden" onClick={onMore}>
            {isLoading ? "Loading…" : "Load more"}
          </button>
        )
      )}
      <nav aria-label="Pages of the list" className="hidden gap-4 noscript:flex">
        {pages.previous !== null && <a href={pages.previous}>Previous page</a>}
        {pages.next !== null && <a href={pages.next}>Next page</a>}
      </nav>
    </div>
  );
}
