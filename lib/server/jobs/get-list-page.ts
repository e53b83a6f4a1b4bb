import "server-only";
import { setTimeout } from "node:timers/promises";
import type { JobList, ListValues } from "#lib/domain/job-list.ts";
import { formatQueryText } from "#lib/domain/list-query/format-query-text.ts";
import { toListSearch } from "#lib/domain/list-query/list-params.ts";
import {
  listAddressErrors,
  parseQueryText,
  type QueryError,
} from "#lib/domain/list-query/parse-query-text.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import { toBacklog } from "../collector/to-backlog.ts";
import type { Gantry } from "../gantry.ts";
import { listJobs } from "./list-jobs.ts";

/** Somebody who opens the list of a Gantry that knows no job yet waits this long for the first ones. */
const patienceMs = 3_000;

type ListGantry = Pick<Gantry, "store" | "sources"> & {
  collector: Pick<Gantry["collector"], "states" | "readIfOld">;
};

export type Reading = { label: string; fraction: number };

export type ListPage =
  | { kind: "moved"; path: string }
  | {
      kind: "page";
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
  gantry: ListGantry,
  params: URLSearchParams,
  { now, zone }: { now: number; zone: string },
): Promise<ListPage> {
  const { store } = gantry;
  const reading = listReading(gantry);
  const sent = params.get("query");
  params.delete("query");
  params.delete("back");
  if (sent !== null) {
    const typed = parseQueryText(sent, now, zone);
    const sort = params.get("sort");
    if (sort !== null && !typed.params.has("sort")) typed.params.set("sort", sort);
    if (typed.errors.length === 0)
      return { kind: "moved", path: `/jobs?${toListSearch(typed.params)}` };
    const values = await store.listValues();
    return {
      kind: "page",
      text: sent,
      errors: typed.errors,
      list: null,
      values,
      reading,
    };
  }
  const text = formatQueryText(params);
  const errors = listAddressErrors(params, now);
  const [values, read] = await Promise.all([
    store.listValues(),
    errors.length === 0 ? readList(gantry, params, now).catch(toRefusal) : null,
  ]);
  if (read instanceof ProblemError) errors.push({ at: 0, length: 0, message: read.message });
  const list = read instanceof ProblemError ? null : read;
  return { kind: "page", text, errors, list, values, reading };
}

async function readList(
  gantry: ListGantry,
  params: URLSearchParams,
  now: number,
): Promise<JobList> {
  const { store, collector } = gantry;
  const list = await listJobs(store, params, now);
  if (list.meta.total > 0 || (await store.listValues()).types.length > 0) return list;
  await Promise.race([collector.readIfOld(), setTimeout(patienceMs, undefined, { ref: false })]);
  return await listJobs(store, params, now);
}

/** A cursor of another list is a mistake of the address, not of Gantry. Throws any other error. */
function toRefusal(error: unknown): ProblemError {
  if (error instanceof ProblemError && error.code === "bad_request") return error;
  throw error;
}

function listReading({ collector, sources }: ListGantry): Reading[] {
  const states = collector.states();
  return Array.from(sources.values()).flatMap(({ name, label }) => {
    const backlog = toBacklog(states.get(name)?.stretches ?? []);
    return backlog ? [{ label, fraction: backlog.fraction }] : [];
  });
}
