import { beginOf, cell } from "./model.ts";
import { jsonKind } from "./kind.ts";
import type { JsonModel } from "./model.ts";

const windowCharacters = 1 << 18;
/** `\u0061` */
const longestEscape = 6;
/**
 * Not from within an escape, where a letter is none of the text's: an odd number of backslashes stands before it.
 * The number is bounded, so that a text of nothing else stays quick.
 */
const notInEscape = String.raw`(?<!(?<!\\)(?:\\\\){0,15}\\(?:u[0-9a-f]{0,3})?)`;
/** As far back as `notInEscape` looks. */
const lookBack = 36;
const outsideEscape = new RegExp(notInEscape, "iy");

/** Whether an offset in a JSON string, as written, stands within one of its escapes. */
export function isInEscape(text: string, offset: number): boolean {
  outsideEscape.lastIndex = offset;
  return !outsideEscape.test(text);
}

/**
 * The nodes whose key or scalar value holds the query, or whose key alone, whatever its letter case, in the
 * order of the text. Yields the hits of one window of text at a time, so that a caller can pause between.
 */
export function* findNodes(
  model: JsonModel,
  query: string,
  where: "text" | "key" = "text",
): Generator<number[], void> {
  if (query === "") return;
  const pattern = new RegExp(toPattern(query), "gi");
  const overlap = query.length * longestEscape - 1;
  let last = -1;
  for (let from = 0; from < model.text.length; from += windowCharacters) {
    const lead = Math.min(from, lookBack);
    const part = model.text.slice(from - lead, from + windowCharacters + overlap);
    pattern.lastIndex = lead;
    const hits: number[] = [];
    for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
      const start = from - lead + match.index;
      const node = nodeAt(model, start);
      const place = placeOf(model, node, { start, end: start + match[0].length });
      // One that leaves its node may hide another, which begins within it.
      if (place === null) pattern.lastIndex = match.index + 1;
      else if (node > last && (where === "text" || place === "key")) {
        hits.push(node);
        last = node;
      }
    }
    yield hits;
  }
}

/** A pattern for the text as typed, and in every way that JSON may write it. */
export function toPattern(query: string): string {
  const units = query.split("").map(toUnitPattern).join("");
  return query.startsWith("\\") ? units : notInEscape + units;
}

/** One UTF-16 unit: itself, `\n`, `\/`, `\u000a`, whatever its letter case. */
function toUnitPattern(unit: string): string {
  const short = unit === "/" ? "\\/" : JSON.stringify(unit).slice(1, -1);
  const numbers = [unit.toLowerCase(), unit.toUpperCase()]
    .filter((letter) => letter.length === 1)
    .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `(?:${[...new Set([unit, short, ...numbers])].map(toLiteral).join("|")})`;
}

function toLiteral(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The last node that begins, with its key, at or before the offset. */
function nodeAt(model: JsonModel, offset: number): number {
  let low = 0;
  let high = model.size - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (beginOf(model, middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What of a node holds all of a stretch of text; null where nothing does. */
function placeOf(
  model: JsonModel,
  node: number,
  { start, end }: { start: number; end: number },
): "key" | "value" | null {
  if (end <= cell(model.keyEnd, node)) return start >= cell(model.keyStart, node) ? "key" : null;
  const isScalar = cell(model.kind, node) > jsonKind.array;
  return isScalar && start >= cell(model.start, node) && end <= cell(model.end, node)
    ? "value"
    : null;
}
