import { isSourceName, jobStatuses, type JobStatus } from "../job.ts";
import type { InstantRange, ListFilter, Selection } from "../list-filter.ts";
import type { FieldError } from "../problem.ts";
import { defaultLastRange, lastRanges, type LastRange } from "./chart-range.ts";

/** What the charts are asked for. */
export type DurationsQuery = {
  filter: Pick<ListFilter, "source" | "type" | "project" | "status">;
  range: InstantRange | LastRange;
  /** Parameters of a list of jobs that charts cannot apply. */
  ignored: string[];
};

const ignoredNames = [
  ...["target", "parent", "q", "created_after", "created_before", "min_duration", "max_duration"],
];

/** The address of a list of jobs, and `last` for a range that moves with the clock. `errors` names each bad value. */
export function parseDurationsQuery(params: URLSearchParams): {
  query: DurationsQuery;
  errors: FieldError[];
} {
  const errors: FieldError[] = [];
  const read = <T>(name: string, isValue: (text: string) => text is T & string) =>
    parseSelection(params.getAll(name), (text) => {
      if (isValue(text)) return text;
      errors.push({ path: name, message: `“${text.slice(0, 60)}” is not known` });
      return undefined;
    });
  const instant = (name: string) => {
    const text = params.get(name);
    if (text === null || text === "") return undefined;
    const at = parseInstant(text);
    if (at === undefined)
      errors.push({ path: name, message: "should be milliseconds since 1970, or ISO 8601" });
    return at;
  };
  const [source, status] = [read("source", isSourceName), read("status", isJobStatus)];
  const type = parseSelection(params.getAll("type"), (text) => text);
  const project = parseSelection(params.getAll("project"), (text) => (text === "" ? null : text));
  const [after, before] = [instant("ended_after"), instant("ended_before")];
  const last = params.get("last");
  const isLast = last !== null && isLastRange(last);
  if (last !== null && !isLast)
    errors.push({
      path: "last",
      message: `should be one of ${Object.keys(lastRanges).join(", ")}`,
    });
  const isBounded = after !== undefined || before !== undefined;
  const bounds = {
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  };
  return {
    query: {
      filter: {
        ...(source && { source }),
        ...(status && { status }),
        ...(type && { type }),
        ...(project && { project }),
      },
      range: isBounded ? bounds : isLast ? last : defaultLastRange,
      ignored: ignoredNames.filter((name) => params.has(name)),
    },
    errors,
  };
}

/** The address that `parseDurationsQuery` would read as this. */
export function toDurationsSearch({ filter, range }: Omit<DurationsQuery, "ignored">): string {
  const params = toFilterParams(filter);
  if (typeof range === "string") {
    if (range !== defaultLastRange) params.set("last", range);
  } else {
    if (range.after !== undefined) params.set("ended_after", String(range.after));
    if (range.before !== undefined) params.set("ended_before", String(range.before));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** The list of the jobs that ended in a span of time, `endAt` exclusive. */
export function toJobsPath(
  filter: DurationsQuery["filter"],
  span: { startAt: number; endAt: number },
  more: Record<string, string | number> = {},
): string {
  const params = toFilterParams(filter);
  params.set("ended_after", String(span.startAt - 1));
  params.set("ended_before", String(span.endAt));
  for (const [name, value] of Object.entries(more)) params.append(name, String(value));
  return `/jobs?${params}`;
}

function toFilterParams(filter: DurationsQuery["filter"]): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, selection] of Object.entries(filter)) {
    for (const value of selection.include) params.append(name, value ?? "");
    for (const value of selection.exclude) params.append(name, `-${value ?? ""}`);
  }
  return params;
}

function parseSelection<T>(
  values: string[],
  parse: (text: string) => T | undefined,
): Selection<T> | undefined {
  const pick = (texts: string[]) => texts.map(parse).filter((value) => value !== undefined);
  const include = pick(values.filter((value) => !value.startsWith("-")));
  const exclude = pick(
    values.filter((value) => value.startsWith("-")).map((value) => value.slice(1)),
  );
  return include.length + exclude.length === 0 ? undefined : { include, exclude };
}

function parseInstant(text: string): number | undefined {
  const at = /^-?\d{1,16}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(at) ? at : undefined;
}

const isJobStatus = (text: string): text is JobStatus => jobStatuses.some((each) => each === text);
const isLastRange = (text: string): text is LastRange => Object.hasOwn(lastRanges, text);
