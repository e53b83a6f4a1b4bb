"use client";
import useSWR from "swr";
import { JobTable } from "#components/jobs/job-table.tsx";
import { StatusIcon } from "#components/ui/status-icon.tsx";
import { fetchJson } from "#lib/client/fetch-json.ts";
import type { Children } from "#lib/domain/children.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { isTerminal, jobStatuses, type Job } from "#lib/domain/job.ts";
import { statusWords } from "#lib/domain/status-words.ts";

const refreshMs = 10_000;
const firstRows = 50;

type ChildrenTableProps = {
  job: Job;
  initial: Children;
  zone: string;
  now: number;
  frozen: boolean;
};

/** The children, failed ones first, with counts by state; kept current while their parent runs. */
export function ChildrenTable({ job, initial, ...clock }: ChildrenTableProps) {
  const { data = initial, error } = useSWR<Children, Error>(
    `/api${toJobPath(job)}/children`,
    (path: string) => fetchJson<Children>(path),
    {
      fallbackData: initial,
      refreshInterval: isTerminal(job.status) ? 0 : refreshMs,
      revalidateOnMount: !isTerminal(job.status),
      revalidateOnFocus: false,
    },
  );
  return (
    <section className="panel overflow-hidden" aria-labelledby="children-title">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3.5 py-2.5">
        <h2 id="children-title" className="text-[13.5px] font-[620]">
          Children
        </h2>
        <ul className="flex flex-wrap gap-x-3 text-[12.5px] text-muted">
          {jobStatuses
            .filter((status) => data.meta.counts[status] > 0)
            .map((status) => (
              <li key={status} className="flex items-center gap-1.5">
                <StatusIcon status={status} /> {data.meta.counts[status]}{" "}
                {statusWords[status].toLowerCase()}
              </li>
            ))}
        </ul>
      </header>
      {(data.meta.problem ?? error) && (
        <p className="border-b border-line px-3.5 py-2 text-[12.5px] text-partial">
          May be out of date: {data.meta.problem ?? error?.message}
        </p>
      )}
      <JobTable jobs={data.data} label="Children" firstRows={firstRows} narrow {...clock} />
      {data.meta.total > data.data.length && (
        <p className="border-t border-line px-3.5 py-2 text-[12.5px] text-muted">
          The first {data.data.length} of {data.meta.total}.
        </p>
      )}
    </section>
  );
}
