import { lengthNames, nullableNames, rangeNames, selectionNames } from "./list-params.ts";
import { isRelative } from "./parse-instant.ts";
import { readQueryTokens, toQuoted } from "./query-token.ts";

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
  for (const [name, [low, high]] of Object.entries(rangeNames))
    parts.push(...formatRange(name, toEnd(name, params.get(low)), toEnd(name, params.get(high))));
  for (const text of params.getAll("not_q").filter(Boolean)) parts.push(`-${formatWord(text)}`);
  const q = params.get("q") ?? "";
  if (q !== "") parts.push(isPlain(q) ? q : toQuoted(q));
  return parts.join(" ");
}

function formatValue(name: string, text: string): string {
  if (text === "" && nullableNames.has(name)) return "none";
  return /^[^\s,"]+$/.test(text) && text !== "none" ? text : toQuoted(text);
}

function formatRange(name: string, low: string, high: string): string[] {
  if (low !== "" && high !== "") return [`${name}:${low}..${high}`];
  const value = low || high;
  if (value === "") return [];
  const isAgo = !lengthNames.has(name) && isRelative(value);
  return [`${name}:${(low !== "") === isAgo ? "<" : ">"}${value}`];
}

/** A blank would end the condition: lengths need none, in an instant a T may stand for it. */
function toEnd(name: string, text: string | null): string {
  if (text === null) return "";
  return text.replaceAll(" ", lengthNames.has(name) || isRelative(text) ? "" : "T");
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
