import "server-only";
import { formatCsvRow, type CsvCell } from "#lib/domain/format/format-csv.ts";
import { isTerminal, jobStatuses, toJobKey, type JobSummary } from "#lib/domain/job.ts";
import type { ListFilter } from "#lib/domain/list-filter.ts";
import { usualSort } from "../store/list/order.ts";
import type { Store } from "../store/open-store.ts";

export type ExportFormat = "csv" | "json";

const pageSize = 500;

const toIso = (at: number | null): string | null =>
  at === null || Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString();

const cells: Record<string, (job: JobSummary) => CsvCell> = {
  source: (job) => job.source,
  id: (job) => job.id,
  type: (job) => job.type,
  status: (job) => job.status,
  raw_status: (job) => job.rawStatus,
  organization_id: (job) => job.organizationId,
  project_id: (job) => job.project?.id ?? null,
  project_name: (job) => job.project?.name ?? null,
  target_type: (job) => job.target?.type ?? null,
  target_id: (job) => job.target?.id ?? null,
  parent_id: (job) => job.parentId,
  created_at: (job) => toIso(job.createdAt),
  started_at: (job) => toIso(job.startedAt),
  finished_at: (job) => toIso(job.finishedAt),
  queue_ms: (job) => job.queueMs,
  run_ms: (job) => job.runMs,
  progress: (job) => job.progress?.fraction ?? null,
  error_code: (job) => job.error?.code ?? null,
  error_message: (job) => job.error?.message ?? null,
};

/**
 * Every job that the filter lets through, as the text of a file, a page at a time: the next page is read when
 * the one before was taken. Each job is a line, after one line at the head.
 */
export async function* exportJobs(
  store: Store,
  filter: ListFilter,
  format: ExportFormat,
): AsyncGenerator<string> {
  yield format === "csv" ? formatCsvRow(Object.keys(cells)) : '{"data":[\n';
  let count = 0;
  for await (const jobs of readInOrder(store, filter)) {
    const lines = jobs.map((job, at) =>
      format === "csv"
        ? formatCsvRow(Object.values(cells).map((toCell) => toCell(job)))
        : `${count + at === 0 ? "" : ","}${JSON.stringify(job)}\n`,
    );
    yield lines.join("");
    count += jobs.length;
  }
  if (format === "json") yield `],"meta":{"count":${count}}}`;
}

/**
 * By its end or its length an open job gets another place while the file is written: those are read first, and stand
 * where they stood then.
 */
async function* readInOrder(store: Store, filter: ListFilter): AsyncGenerator<JobSummary[]> {
  const { by, descending } = filter.sort ?? usualSort;
  if (by === "created") return yield* readPages(store, filter);
  const { include, exclude } = filter.status ?? { include: [], exclude: [] };
  const open = jobStatuses.filter(
    (status) => !isTerminal(status) && (include.length === 0 || include.includes(status)),
  );
  const moving: JobSummary[] = [];
  if (open.length > 0)
    for await (const page of readPages(store, { ...filter, status: { include: open, exclude } }))
      moving.push(...page);
  const moved = new Set(moving.map(toJobKey));
  if (!descending) yield moving;
  for await (const page of readPages(store, filter))
    yield page.filter((job) => !moved.has(toJobKey(job)));
  if (descending) yield moving;
}

async function* readPages(store: Store, filter: ListFilter): AsyncGenerator<JobSummary[]> {
  let cursor: string | null = null;
  do {
    const page = await store.listPage({ ...filter, limit: pageSize, ...(cursor && { cursor }) });
    yield page.jobs;
    cursor = page.next;
  } while (cursor !== null);
}
