"use client";
import { useEffect, useRef } from "react";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import type { JobStatus } from "#lib/domain/job.ts";
import { formatFloor } from "#lib/domain/format/format-count.ts";
import { statusWords } from "#lib/domain/status-words.ts";
import { ListLink } from "./list-link.tsx";

type Props = {
  search: string;
  counts: Readonly<Record<JobStatus, number>> | null;
  /** False where there are at least so many. */
  isExact: boolean;
};

const shown: readonly JobStatus[] = [
  ...(["running", "queued", "failed", "partial", "succeeded", "canceled", "unknown"] as const),
];

/** One tab for each status; the counts are those of the list without its condition on status. */
export function StatusTabs({ search, counts, isExact }: Props) {
  const params = new URLSearchParams(search);
  const chosen = params.getAll("status");
  const all = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  const format = (count: number | null) => (count === null ? "" : formatFloor(count, isExact));
  const nav = useRef<HTMLElement>(null);

  // Where the tabs do not all fit, the chosen one is in sight.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - 60;
  }, [search]);

  return (
    <nav
      ref={nav}
      aria-label="Status"
      className="relative mb-3.5 flex gap-1 overflow-x-auto border-b border-line"
    >
      <Tab search={search} status={null} isCurrent={chosen.length === 0} count={format(all)}>
        All
      </Tab>
      {shown.map((status) => {
        const isCurrent = chosen.length === 1 && chosen[0] === status;
        const count = counts && counts[status];
        return status === "unknown" && !isCurrent && isExact && !count ? null : (
          <Tab
            key={status}
            search={search}
            status={status}
            isCurrent={isCurrent}
            count={format(count)}
          >
            <StatusIcon status={status} />
            {statusWords[status]}
          </Tab>
        );
      })}
    </nav>
  );
}

type TabProps = {
  search: string;
  status: JobStatus | null;
  isCurrent: boolean;
  count: string;
  children: React.ReactNode;
};

function Tab({ search, status, isCurrent, count, children }: TabProps) {
  return (
    <ListLink
      search={search}
      edit={(params) => {
        params.delete("status");
        if (status !== null) params.set("status", status);
      }}
      aria-current={isCurrent ? "page" : undefined}
      className="flex items-center gap-1.5 border-b-2 border-transparent px-2.5 pt-2 pb-2.5 whitespace-nowrap text-muted no-underline hover:text-text focus-visible:-outline-offset-2 aria-[current]:border-text aria-[current]:font-semibold aria-[current]:text-text sm:px-3"
    >
      {children} <span className="min-w-[1ch] text-[12.5px] font-normal text-faint">{count}</span>
    </ListLink>
  );
}
