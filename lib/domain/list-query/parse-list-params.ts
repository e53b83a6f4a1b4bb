import { isSourceName, jobStatuses, sourceNames, type JobStatus } from "../job.ts";
import { listOrders, type ListFilter, type Selection } from "../list-filter.ts";
import type { FieldError } from "../problem.ts";
import { conditionNames, listLimits, nullableNames, rangeNames } from "./list-params.ts";
import { parseInstant } from "./parse-instant.ts";
import { parseDurationMs } from "./parse-length.ts";
import { readCursor } from "./dated-cursor.ts";

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
  const refuse = (path: string, message: string) => {
    errors.push({ path, message });
    return undefined;
  };
  for (const name of new Set(params.keys()))
    if (!names.has(name)) refuse(name.slice(0, 60), "there is no such filter");

  const { cursor, asOf } = readCursor(one("cursor", listLimits.cursorLength), now);

  function one(name: string, maxLength = listLimits.valueLength): string | undefined {
    const values = params.getAll(name);
    if (values.length > 1) return refuse(name, "may stand here once");
    const [value = ""] = values;
    if (value.length > maxLength) return refuse(name, `has at most ${maxLength} characters`);
    return value === "" ? undefined : value;
  }

  function many(name: string, max: number, maxLength = listLimits.valueLength): string[] {
    const values = params.getAll(name);
    if (values.length > max) refuse(name, `may stand here ${max} times at most`);
    return values
      .slice(0, max)
      .filter(
        (value, at) =>
          value.length <= maxLength ||
          refuse(`${name}[${at}]`, `has at most ${maxLength} characters`),
      );
  }

  function selection<T>(
    name: string,
    toValue: (text: string, path: string) => T | undefined,
  ): Selection<T> | undefined {
    const include: T[] = [];
    const exclude: T[] = [];
    for (const [at, text] of many(name, listLimits.values).entries()) {
      const isExcluded = text.startsWith("-");
      const value = toValue(isExcluded ? text.slice(1) : text, `${name}[${at}]`);
      if (value !== undefined) (isExcluded ? exclude : include).push(value);
    }
    return include.length + exclude.length > 0 ? { include, exclude } : undefined;
  }

  const nullable = (name: string) =>
    selection<string | null>(name, (text) =>
      text === "" && nullableNames.has(name) ? null : text,
    );

  function bound(name: string, parse: (text: string) => number | undefined, form: string) {
    const text = one(name);
    if (text === undefined) return undefined;
    return parse(text) ?? refuse(name, `“${text.slice(0, 60)}” is no ${form}`);
  }

  function range(name: "created" | "ended") {
    const [afterName, beforeName] = rangeNames[name];
    const form = "instant: milliseconds since 1970, ISO 8601, or how long ago, such as 24h";
    const after = bound(afterName, (text) => parseInstant(text, asOf), form);
    const before = bound(beforeName, (text) => parseInstant(text, asOf), form);
    if (after !== undefined && before !== undefined && after >= before)
      refuse(beforeName, `should be later than ${afterName}`);
    if (after === undefined && before === undefined) return undefined;
    return { ...(after !== undefined && { after }), ...(before !== undefined && { before }) };
  }

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
  const created = range("created");
  const ended = range("ended");
  const length = "duration: milliseconds, or such as 5m";
  function lengths(name: "duration" | "waited" | "took") {
    const [minName, maxName] = rangeNames[name];
    const minMs = bound(minName, parseDurationMs, length);
    const maxMs = bound(maxName, parseDurationMs, length);
    if (minMs !== undefined && maxMs !== undefined && minMs > maxMs)
      refuse(maxName, `should not be less than ${minName}`);
    if (minMs === undefined && maxMs === undefined) return undefined;
    return { ...(minMs !== undefined && { minMs }), ...(maxMs !== undefined && { maxMs }) };
  }
  const [duration, wait, total] = [lengths("duration"), lengths("waited"), lengths("took")];
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
      ...(created && { created }),
      ...(ended && { ended }),
      ...(duration && { duration }),
      ...(wait && { wait }),
      ...(total && { total }),
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
