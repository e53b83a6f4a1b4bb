import { rangeNames, toExclusionName, type RangeName } from "#lib/domain/list-query/list-params.ts";
import { formatRangeText, readRangeText } from "#lib/domain/list-query/range-text.ts";

/** The ranges of one name in an address, each as the query box has it: the one to have, `""` for any, and those to leave out. */
export function readRanges(
  params: URLSearchParams,
  name: RangeName,
): { wanted: string; excluded: string[] } {
  const [low, high] = rangeNames[name];
  const ends = { low: params.get(low) ?? "", high: params.get(high) ?? "" };
  return {
    wanted: formatRangeText(name, ends),
    excluded: params.getAll(toExclusionName(name)).map((text) => toUsualText(name, text)),
  };
}

/** Asks for the range; it is left out no longer. */
export function wantRange(params: URLSearchParams, name: RangeName, text: string): void {
  const ends = readRangeText(name, text);
  if (typeof ends === "string") return;
  const [low, high] = rangeNames[name];
  setOrDelete(params, low, ends.low);
  setOrDelete(params, high, ends.high);
  keepExclusions(params, name, (excluded) => excluded !== text);
}

/** Leaves the range out, and asks for it no longer; or leaves it out no longer. */
export function toggleExclusion(params: URLSearchParams, name: RangeName, text: string): void {
  const { wanted, excluded } = readRanges(params, name);
  keepExclusions(params, name, (each) => each !== text);
  if (excluded.includes(text)) return;
  params.append(toExclusionName(name), text);
  if (wanted === text) for (const end of rangeNames[name]) params.delete(end);
}

export function clearRanges(params: URLSearchParams, name: RangeName): void {
  for (const param of [...rangeNames[name], toExclusionName(name)]) params.delete(param);
}

export function setOrDelete(params: URLSearchParams, name: string, value: string): void {
  if (value === "") params.delete(name);
  else params.set(name, value);
}

function keepExclusions(
  params: URLSearchParams,
  name: RangeName,
  isKept: (text: string) => boolean,
): void {
  const exclusion = toExclusionName(name);
  const kept = params.getAll(exclusion).filter((text) => isKept(toUsualText(name, text)));
  params.delete(exclusion);
  for (const text of kept) params.append(exclusion, text);
}

/** `>=5m` and `> 5m` are the same range as `>5m`. What is no range stays as it is. */
function toUsualText(name: RangeName, text: string): string {
  const ends = readRangeText(name, text);
  return typeof ends === "string" ? text : formatRangeText(name, ends);
}
