"use client";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { formatCount } from "#lib/domain/format/format-count.ts";
import type { ShownList } from "#lib/domain/list-query/apply-list-changes.ts";
import { toIdSearches } from "#lib/domain/list-query/list-params.ts";
import { maxWatchedJobs } from "#lib/domain/live-frame.ts";
import { toComparePath } from "#lib/domain/compare/compare-path.ts";
import { toWallPath } from "#lib/domain/wall.ts";
import { countElsewhere } from "./count-elsewhere.ts";
import type { ExportOrder } from "./use-export.ts";
import { useFocusHandover } from "./use-focus-handover.ts";
import type { Ticks } from "./update-ticks.ts";

type Props = {
  ticked: Ticks;
  /** The list in sight; null where none is. */
  list: ShownList | null;
  onClear: () => void;
  onExport: (order: ExportOrder) => void;
};

/** What can be done with the jobs that are ticked. */
export default function SelectionBar({ ticked, list, onClear, onExport }: Props) {
  const refs = [...ticked.values()];
  const ids = refs.map(({ id }) => id);
  const [a, b] = refs;
  const elsewhere = list === null ? 0 : countElsewhere(ticked, list);
  return (
    <section
      ref={useFocusHandover()}
      aria-label="Ticked jobs"
      className="panel sticky bottom-3 z-[15] mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 px-3 py-2 shadow-lg max-sm:gap-1 max-sm:px-2 max-sm:[&_:is(a,button)]:px-1.5 max-sm:[&_:is(a,button)]:text-[12.5px]"
    >
      <b role="status" className="px-1 font-semibold max-sm:w-[calc(100%-70px)]">
        {formatCount(refs.length)} ticked
        {elsewhere > 0 && `, ${formatCount(elsewhere)} not in this list`}
      </b>
      <button type="button" className="button-ghost" onClick={onClear}>
        Clear
      </button>
      {refs.length <= maxWatchedJobs ? (
        <PageLink href={toWallPath(refs)} className="button no-underline">
          Watch
        </PageLink>
      ) : (
        <Unavailable>Watch up to {maxWatchedJobs}</Unavailable>
      )}
      {refs.length === 2 && a && b ? (
        <PageLink href={toComparePath(a, b)} className="button no-underline">
          Compare
        </PageLink>
      ) : (
        <Unavailable>Compare two</Unavailable>
      )}
      <CopyButton className="button" label="Copy IDs" text={() => ids.join("\n")}>
        Copy IDs
      </CopyButton>
      <button
        type="button"
        className="button"
        onClick={({ currentTarget }) =>
          onExport({
            paths: toIdSearches(ids).map((search) => `/api/jobs.csv?${search}`),
            format: "csv",
            total: ids.length,
            opener: currentTarget,
          })
        }
      >
        Export
      </button>
    </section>
  );
}

/** What more or fewer ticks are needed for. */
function Unavailable({ children }: { children: React.ReactNode }) {
  return (
    <button type="button" disabled className="button border-line text-muted hover:bg-surface">
      {children}
    </button>
  );
}
