"use client";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { formatCount } from "#lib/domain/format-count.ts";
import { listLimits } from "#lib/domain/list-query/list-params.ts";
import { maxWatchedJobs } from "#lib/domain/live-frame.ts";
import { parseJobKey } from "#lib/domain/job.ts";
import { toComparePath } from "#lib/domain/compare-path.ts";
import { toWallPath } from "#lib/domain/wall.ts";

type Props = { ticked: ReadonlySet<string>; onClear: () => void };

/** What can be done with the jobs that are ticked. */
export function SelectionBar({ ticked, onClear }: Props) {
  const refs = [...ticked].flatMap((key) => parseJobKey(key) ?? []);
  const ids = refs.map(({ id }) => id);
  const [a, b] = refs;
  return (
    <section
      aria-label="Ticked jobs"
      className="panel sticky bottom-3 z-10 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 px-3 py-2 shadow-lg"
    >
      <b role="status" className="px-1 font-semibold">
        {formatCount(refs.length)} ticked
      </b>
      {refs.length <= maxWatchedJobs && (
        <PageLink href={toWallPath(refs)} className="button no-underline">
          Watch
        </PageLink>
      )}
      {refs.length === 2 && a && b && (
        <PageLink href={toComparePath(a, b)} className="button no-underline">
          Compare
        </PageLink>
      )}
      <CopyButton label="Copy IDs" text={() => ids.join("\n")}>
        Copy IDs
      </CopyButton>
      {refs.length <= listLimits.ids && (
        <a
          className="button no-underline"
          download
          href={`/api/jobs.csv?${new URLSearchParams(ids.map((id) => ["id", id]))}`}
        >
          Export
        </a>
      )}
      <button type="button" className="button-ghost" onClick={onClear}>
        Clear
      </button>
    </section>
  );
}
