import { nullableNames, rangeNames, selectionNames, toExclusionName } from "./list-params.ts";
import { readQueryTokens, toQuoted } from "./query-token.ts";
import { formatRangeText, type RangeEnds, readRangeText } from "./range-text.ts";

/** The conditions of an address as one would type them; `parseQueryText` reads the same address from it. */
export function formatQueryText(params: URLSearchParams): string {
  const parts: string[] = [];
  for (const name of selectionNames) {
    const values = params.getAll(name);
    const write = (texts: string[]) => texts.map((text) => formatValue(name, text)).join(",");
    const include = values.filter((value) => !value.startsWith("-"));
    const exclude = values.filter((value) => value.startsWith("-")).map((value) => value.slice(1));
    if (include.length > 0) parts.push(`${name}:${write(include)}`);
    if (exclude.length > 0) parts.push(`-${name}:${write(exclude)}`);
  }
  const ids = params.getAll("id").filter(Boolean);
  if (ids.length > 0) parts.push(`id:${ids.map((id) => formatValue("id", id)).join(",")}`);
  for (const [name, [low, high]] of Object.entries(rangeNames)) {
    const ends = { low: params.get(low) ?? "", high: params.get(high) ?? "" };
    parts.push(...writeRange("", name, ends));
    for (const text of params.getAll(toExclusionName(name))) {
      const ends = readRangeText(name, text);
      // What cannot be read stands there to be mended.
      if (typeof ends === "string") parts.push(`-${name}:${text.replaceAll(/\s/g, "")}`);
      else parts.push(...writeRange("-", name, ends));
    }
  }
  for (const text of params.getAll("not_q").filter(Boolean)) parts.push(`-${formatWord(text)}`);
  const q = params.get("q") ?? "";
  const before = parts.join(" ");
  if (q !== "") parts.push(isPlain(q) && staysApart(before, q) ? q : toQuoted(q));
  return parts.join(" ");
}

function formatValue(name: string, text: string): string {
  if (text === "" && nullableNames.has(name)) return "none";
  // Behind a name, two slashes are read as an address on the web.
  return /^(?!\/\/)[^\s,"]+$/.test(text) && text !== "none" ? text : toQuoted(text);
}

function writeRange(sign: string, name: string, ends: RangeEnds): string[] {
  const text = formatRangeText(name, ends);
  return text === "" ? [] : [`${sign}${name}:${text}`];
}

function formatWord(text: string): string {
  return isPlain(text) && !/\s/.test(text) ? text : toQuoted(text);
}

/** Whether the text is read back as just these words. */
function isPlain(text: string): boolean {
  const tokens = readQueryTokens(text);
  return (
    tokens.every((token) => token.name === null && !token.isExcluded && !text.includes('"')) &&
    tokens.map(({ values }) => values[0]?.text).join(" ") === text
  );
}

/** Whether no word is read as a part of what stands before it, as the `h` of `duration:>5 h` is. */
function staysApart(before: string, words: string): boolean {
  const count = (text: string) => readQueryTokens(text).length;
  return count(`${before} ${words}`) === count(before) + count(words);
}
