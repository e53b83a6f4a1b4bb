import { isSourceName, jobStatuses, sourceNames, type JobStatus } from "../job.ts";
import { listOrders, type ListFilter } from "../list-filter.ts";
import type { FieldError } from "../problem.ts";
import { readCursor } from "./dated-cursor.ts";
import { conditionNames, listLimits, nullableNames } from "./list-params.ts";
import { createParamReader } from "./param-reader.ts";
import { parseRanges } from "./parse-ranges.ts";

export type ParsedList = {
  filter: ListFilter;
  /** `path` is the parameter, with its place among its equals: `status[1]`. */
  errors: FieldError[];
  /** What “24h ago” is counted from: the clock, or that of the list's first page. */
  asOf: number;
};

const names: ReadonlySet<string> = new Set([...conditionNames, "sort", "limit", "cursor"]);
const isStatus = (text: string): text is JobStatus => jobStatuses.some((each) => each === text);

/** What an address asks of a list of jobs. Conditions that cannot be read are left out and told. */
export function parseListParams(params: URLSearchParams, now: number): ParsedList {
  const errors: FieldError[] = [];
  const reader = createParamReader(params, errors);
  const { one, many, selection, refuse } = reader;
  for (const name of new Set(params.keys()))
    if (!names.has(name)) refuse(name.slice(0, 60), "there is no such filter");

  const { cursor, asOf } = readCursor(one("cursor", listLimits.cursorLength), now);

  const nullable = (name: string) =>
    selection<string | null>(name, (text) =>
      text === "" && nullableNames.has(name) ? null : text,
    );
  const source = selection("source", (text, path) =>
    isSourceName(text) ? text : refuse(path, toUnknown(text, "source", sourceNames)),
  );
  const status = selection("status", (text, path) =>
    isStatus(text) ? text : refuse(path, toUnknown(text, "status", jobStatuses)),
  );
  const type = selection("type", (text) => text);
  const [project, target, parent] = [nullable("project"), nullable("target"), nullable("parent")];
  const ids = many("id", listLimits.ids).filter(
    (id, at) => id !== "" || refuse(`id[${at}]`, "has no value"),
  );
  const q = one("q", listLimits.textLength);
  const notQ = many("not_q", listLimits.values, listLimits.textLength).filter(Boolean);
  const failure = selection("failure", (text) => text);

  const limitText = one("limit");
  const limit = limitText === undefined ? undefined : toLimit(limitText);
  if (limitText !== undefined && limit === undefined)
    refuse("limit", `should be a whole number from 1 to ${listLimits.pageSize}`);
  const sortText = one("sort");
  const by = listOrders.find((order) => order === sortText?.replace(/^-/, ""));
  if (sortText !== undefined && by === undefined)
    refuse("sort", `should be one of ${listOrders.join(", ")}, with - before it to descend`);

  return {
    filter: {
      ...(source && { source }),
      ...(status && { status }),
      ...(type && { type }),
      ...(project && { project }),
      ...(target && { target }),
      ...(parent && { parent }),
      ...(ids.length > 0 && { ids }),
      ...(q !== undefined && { q }),
      ...(notQ.length > 0 && { notQ }),
      ...parseRanges(reader, asOf),
      ...(failure && { failure }),
      ...(by && { sort: { by, descending: sortText?.startsWith("-") ?? false } }),
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    },
    errors,
    asOf,
  };
}

function toLimit(text: string): number | undefined {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= listLimits.pageSize ? limit : undefined;
}

function toUnknown(text: string, what: string, known: readonly string[]): string {
  return `“${text.slice(0, 60)}” is no ${what}: there are ${known.join(", ")}`;
}
