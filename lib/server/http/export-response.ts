import "server-only";
import { recordAction, type Actor } from "../auth/actor.ts";
import { exportJobs, type ExportFormat } from "../jobs/export-jobs.ts";
import { readListFilter } from "../jobs/list-jobs.ts";
import type { Store } from "../store/open-store.ts";
import { toDownload } from "./byte-stream.ts";

const contentTypes = {
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json; charset=utf-8",
};

/** The list of an address as a file, sent as fast as it is taken. Goes on the record. Throws `bad_request` as the list does. */
export async function toExportResponse(
  store: Store,
  actor: Actor,
  request: Request,
  format: ExportFormat,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const asked = readListFilter(searchParams, Date.now()).filter;
  const { limit: _, cursor: __, ...filter } = asked;
  const { total, isTotalExact } = await store.listJobs({ ...filter, limit: 1 });
  await recordAction(store, actor, {
    action: "exported",
    subject: `jobs.${format}`,
    detail: searchParams.toString() || "every job",
  });
  return toDownload(exportJobs(store, filter, format), `jobs.${format}`, {
    "content-type": contentTypes[format],
    // A total that is broken off would be passed on the way.
    ...(isTotalExact && { "x-total-count": String(total) }),
  });
}
