import { lengthNames } from "./list-params.ts";
import { isRelative } from "./parse-instant.ts";

/** The ends of a range as they are written; `""` for one that is open. */
export type RangeEnds = { low: string; high: string };

/**
 * A range as the query box has it: `>5m`, `<24h`, `7d`, `5m..10m`. What is wrong, without a full stop, when it is none;
 * whether its ends make sense is not looked at.
 */
export function readRangeText(name: string, text: string): RangeEnds | string {
  const dots = text.indexOf("..");
  if (dots >= 0) {
    const [low, high] = [text.slice(0, dots), text.slice(dots + 2)];
    return low === "" || high === "" ? "A range has two ends, such as 5m..10m" : { low, high };
  }
  const sign = /^[<>]=?/.exec(text)?.[0] ?? "";
  const value = text.slice(sign.length);
  if (value === "") return `Nothing stands after ${name}:${sign}`;
  const isAgo = isAge(name, value);
  if (sign === "" && !isAgo)
    return `Write > or < before the value of ${name}:, or a range with .. in it`;
  // “Created less than a day ago” is after an instant; “created before noon” is before one.
  const isLow = sign.startsWith(">") !== (isAgo || sign === "");
  return isLow ? { low: value, high: "" } : { low: "", high: value };
}

/** As `readRangeText` reads it; `""` for a range that is open at both ends. */
export function formatRangeText(name: string, ends: RangeEnds): string {
  const [low, high] = [closeUp(name, ends.low), closeUp(name, ends.high)];
  if (low !== "" && high !== "") return `${low}..${high}`;
  const value = low || high;
  if (value === "") return "";
  return `${(low !== "") === isAge(name, value) ? "<" : ">"}${value}`;
}

const isAge = (name: string, value: string) => !lengthNames.has(name) && isRelative(value);

/** A blank would end the condition: lengths need none, in an instant a T may stand for it. */
function closeUp(name: string, text: string): string {
  return text.replaceAll(" ", lengthNames.has(name) || isRelative(text) ? "" : "T");
}
