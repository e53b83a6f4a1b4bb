import "server-only";
import { setTimeout } from "node:timers/promises";
import type { JobList } from "#lib/domain/job-list.ts";
import { describeFieldError } from "#lib/domain/list-query/describe-field-error.ts";
import { formatQueryText } from "#lib/domain/list-query/format-query-text.ts";
import { toListSearch } from "#lib/domain/list-query/list-params.ts";
import { parseListParams } from "#lib/domain/list-query/parse-list-params.ts";
import { parseQueryText, type QueryError } from "#lib/domain/list-query/parse-query-text.ts";
import { toBacklog } from "../collector/to-backlog.ts";
import type { Gantry } from "../gantry.ts";
import { listJobs } from "./list-jobs.ts";
import type { ListValues } from "#lib/domain/job-list.ts";

/** Somebody who opens the list of a Gantry that knows no job yet waits this long for the first ones. */
const patienceMs = 3_000;

export type Reading = { label: string; fraction: number };

export type ListPage =
  | { kind: "moved"; path: string }
  | {
      kind: "page";
      /** The conditions and the sort, in their one form. */
      search: string;
      /** What stands in the query box. */
      text: string;
      errors: QueryError[];
      /** Null where the address cannot be read. */
      list: JobList | null;
      values: ListValues;
      /** Sources whose older jobs are still being read. */
      reading: Reading[];
    };

/** What `/jobs` shows for an address; a query that was sent by the plain form leads to its own address. */
export async function getListPage(
  gantry: Gantry,
  params: URLSearchParams,
  now: number,
): Promise<ListPage> {
  const { store } = gantry;
  const reading = listReading(gantry);
  const sent = params.get("query");
  params.delete("query");
  params.delete("back");
  if (sent !== null) {
    const typed = parseQueryText(sent, now);
    const sort = params.get("sort");
    if (sort !== null && !typed.params.has("sort")) typed.params.set("sort", sort);
    if (typed.errors.length === 0)
      return { kind: "moved", path: `/jobs?${toListSearch(typed.params)}` };
    const values = await store.listValues();
    return {
      kind: "page",
      search: "",
      text: sent,
      errors: typed.errors,
      list: null,
      values,
      reading,
    };
  }
  const text = formatQueryText(params);
  const search = toListSearch(params);
  const errors = parseListParams(params, now).errors.map((error) => ({
    at: 0,
    length: 0,
    message: `${describeFieldError(error)}.`,
  }));
  const values = store.listValues();
  if (errors.length > 0)
    return { kind: "page", search, text, errors, list: null, values: await values, reading };
  let list = await listJobs(store, params, now);
  if (list.meta.total === 0 && (await values).types.length === 0) {
    await Promise.race([
      gantry.collector.readIfOld(),
      setTimeout(patienceMs, undefined, { ref: false }),
    ]);
    list = await listJobs(store, params, now);
  }
  return { kind: "page", search, text, errors, list, values: await values, reading };
}

function listReading({ collector, sources }: Gantry): Reading[] {
  const states = collector.states();
  return Array.from(sources.values()).flatMap(({ name, label }) => {
    const backlog = toBacklog(states.get(name)?.stretches ?? []);
    return backlog ? [{ label, fraction: backlog.fraction }] : [];
  });
}
