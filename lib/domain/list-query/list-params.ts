import { toAddressParts } from "../paste/address-parts.ts";

/** What may be chosen by value, each repeatable; `-` before a value excludes, an empty one stands for none. */
export const selectionNames = [
  ...(["source", "status", "type", "project", "target", "parent"] as const),
  /** A kind of failure, by its fingerprint. */
  "failure",
] as const;

/** Values of these may be absent: `project=` asks for the jobs without a project. */
export const nullableNames: ReadonlySet<string> = new Set(["project", "target", "parent"]);

export const rangeNames = {
  created: ["created_after", "created_before"],
  ended: ["ended_after", "ended_before"],
  duration: ["min_duration", "max_duration"],
  waited: ["min_wait", "max_wait"],
  took: ["min_total", "max_total"],
} as const;

export type RangeName = keyof typeof rangeNames;

/** Ranges of lengths; the others are of instants. */
export const lengthNames: ReadonlySet<string> = new Set(["duration", "waited", "took"]);

/** What leaves a range out, in the words of the query box: `not_duration=>5m`. */
export const toExclusionName = (name: string): string => `not_${name}`;

/** What says which jobs are wanted, and not in what order or how many at a time. */
export const conditionNames = [
  ...selectionNames,
  "id",
  "q",
  "not_q",
  ...Object.values(rangeNames).flat(),
  ...Object.keys(rangeNames).map(toExclusionName),
];

export const listLimits = {
  values: 50,
  ids: 200,
  /** Ranges to leave out, of each name. */
  exclusions: 10,
  valueLength: 200,
  textLength: 500,
  pageSize: 200,
  defaultPageSize: 50,
  cursorLength: 1_000,
};

/** The conditions alone, in one order: two addresses of the same list are then the same text. */
export function toConditionParams(params: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of conditionNames)
    for (const value of params.getAll(name)) kept.append(name, value);
  return kept;
}

/** As `toConditionParams`, with the sort where it is not the usual one. */
export function toListSearch(params: URLSearchParams): string {
  const kept = toConditionParams(params);
  const sort = params.get("sort") ?? "";
  if (sort !== "" && sort !== "-created") kept.set("sort", sort);
  return kept.toString();
}

/** The searches of the lists that hold these jobs: an address holds so many IDs and no more. */
export function toIdSearches(ids: readonly string[]): string[] {
  const toSearch = (some: readonly string[]) =>
    String(new URLSearchParams(some.map((id): [string, string] => ["id", id])));
  const toLength = (id: string) => toSearch([id]).length + 1;
  return toAddressParts(ids, { max: listLimits.ids, toLength }).map(toSearch);
}
