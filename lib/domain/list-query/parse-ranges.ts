import type { InstantRange, LengthRange, ListFilter } from "../list-filter.ts";
import { lengthNames, listLimits, type RangeName } from "./list-params.ts";
import { rangeNames, toExclusionName } from "./list-params.ts";
import type { ParamReader } from "./param-reader.ts";
import { parseInstant } from "./parse-instant.ts";
import { parseDurationMs } from "./parse-length.ts";
import { type RangeEnds, readRangeText } from "./range-text.ts";

type Ranges = Pick<ListFilter, "created" | "ended" | "duration" | "wait" | "total" | "except">;
/** Inclusive or not, as the range has it. */
type Bounds = { low?: number; high?: number };
type Refuse = (end: keyof RangeEnds, message: string) => undefined;

const instantNames = ["created", "ended"] as const;
const lengthFields = [
  ["duration", "duration"],
  ["waited", "wait"],
  ["took", "total"],
] as const;

/** The ranges of an address that a job has to lie in, and those that it must not. “24h ago” is counted from `asOf`. */
export function parseRanges({ one, many, refuse }: ParamReader, asOf: number): Ranges {
  const ranges: Ranges = {};
  const except: NonNullable<ListFilter["except"]> = {};
  for (const name of instantNames) {
    const [bounds, left] = [range(name), exclusions(name)];
    if (bounds) ranges[name] = toInstantRange(bounds);
    if (left.length > 0) except[name] = left.map(toInstantRange);
  }
  for (const [name, field] of lengthFields) {
    const [bounds, left] = [range(name), exclusions(name)];
    if (bounds) ranges[field] = toLengthRange(bounds);
    if (left.length > 0) except[field] = left.map(toLengthRange);
  }
  return Object.keys(except).length > 0 ? { ...ranges, except } : ranges;

  function range(name: RangeName): Bounds | undefined {
    const [low, high] = rangeNames[name];
    const paths = { low, high };
    return parseBounds(name, { low: one(low) ?? "", high: one(high) ?? "" }, asOf, (end, message) =>
      refuse(paths[end], message),
    );
  }

  function exclusions(name: RangeName): Bounds[] {
    const param = toExclusionName(name);
    return many(param, listLimits.exclusions).flatMap((text, at) => {
      const told = (message: string) => refuse(`${param}[${at}]`, message);
      const ends = readRangeText(name, text);
      if (typeof ends !== "string")
        return parseBounds(name, ends, asOf, (_, message) => told(message)) ?? [];
      told(ends);
      return [];
    });
  }
}

function parseBounds(name: RangeName, ends: RangeEnds, asOf: number, refuse: Refuse) {
  const isLength = lengthNames.has(name);
  const form = isLength
    ? "duration: milliseconds, or such as 5m"
    : "instant: milliseconds since 1970, ISO 8601, or how long ago, such as 24h";
  const parse = (end: keyof RangeEnds) => {
    const text = ends[end];
    if (text === "") return undefined;
    const value = isLength ? parseDurationMs(text) : parseInstant(text, asOf);
    return value ?? refuse(end, `“${text.slice(0, 60)}” is no ${form}`);
  };
  const [low, high] = [parse("low"), parse("high")];
  if (low !== undefined && high !== undefined && (isLength ? low > high : low >= high))
    refuse("high", `should ${isLength ? "not be less" : "be later"} than where the range begins`);
  if (low === undefined && high === undefined) return undefined;
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

function toInstantRange({ low, high }: Bounds): InstantRange {
  return { ...(low !== undefined && { after: low }), ...(high !== undefined && { before: high }) };
}

function toLengthRange({ low, high }: Bounds): LengthRange {
  return { ...(low !== undefined && { minMs: low }), ...(high !== undefined && { maxMs: high }) };
}
