import { nullableNames, rangeNames, selectionNames } from "./list-params.ts";
import { type RangeName, toExclusionName } from "./list-params.ts";
import { parseListParams } from "./parse-list-params.ts";
import { readQueryTokens, type QueryToken } from "./query-token.ts";
import { formatRangeText, readRangeText } from "./range-text.ts";
import { toZonedInstant } from "./zoned-instant.ts";

/** What is wrong, and where in the text. */
export type QueryError = { at: number; length: number; message: string };

export type ParsedQuery = { params: URLSearchParams; errors: QueryError[] };

/** Longer texts are refused unread; as many IDs as a list may be asked for fit in. */
export const maxQueryLength = 9_000;

type Entry = { name: string; value: string; token: QueryToken };

const isSelection = (name: string): boolean => selectionNames.some((each) => each === name);
const isRange = (name: string): name is RangeName => Object.hasOwn(rangeNames, name);
/** Their words are Gantry's own, in small letters. */
const foldedNames: ReadonlySet<string> = new Set(["source", "status"]);
const known = [...selectionNames, "id", ...Object.keys(rangeNames), "sort"];

/** An address that is longer does not reach every server. */
const maxAddressLength = 24_000;

/**
 * The query box's text (`status:failed type:overlay.* -project:prj_1 duration:>5m ended:<24h words`) as the
 * parameters of an address. Words without a name are searched for, side by side. Times that name no zone are those of
 * `zone`, and get its offset.
 */
export function parseQueryText(text: string, now: number, zone = "UTC"): ParsedQuery {
  const errors: QueryError[] = [];
  const params = new URLSearchParams();
  if (text.length > maxQueryLength) {
    const message = `A query has at most ${maxQueryLength} characters, this has ${text.length}.`;
    return { params, errors: [{ at: maxQueryLength, length: 1, message }] };
  }
  const entries: Entry[] = [];
  for (const token of readQueryTokens(text)) {
    const fault = addEntries(token, entries, zone);
    if (fault !== undefined) errors.push({ ...toPlace(token), message: fault });
  }
  joinWords(entries);
  for (const { name, value } of entries) params.append(name, value);
  for (const { path, message } of parseListParams(params, now).errors) {
    const entry = findEntry(entries, path);
    errors.push({
      ...(entry ? toPlace(entry.token) : { at: 0, length: text.length }),
      message: `${toWord(path)}: ${message}.`,
    });
  }
  const { length } = params.toString();
  if (length > maxAddressLength) {
    const message = `As an address this has ${length} characters, and ${maxAddressLength} at most reach the server.`;
    errors.push({ at: 0, length: text.length, message });
  }
  return { params, errors: errors.toSorted((a, b) => a.at - b.at) };
}

/** What is wrong with an address, in the words of the box, told of the whole of it. */
export function listAddressErrors(params: URLSearchParams, now: number): QueryError[] {
  return parseListParams(params, now).errors.map(({ path, message }) => ({
    at: 0,
    length: 0,
    message: `${toWord(path)}: ${message}.`,
  }));
}

/** Adds what the token says; answers with a sentence when it says nothing. */
function addEntries(token: QueryToken, entries: Entry[], zone: string): string | undefined {
  const { name, values, isExcluded, isOpen } = token;
  const add = (of: string, value: string): undefined => {
    entries.push({ name: of, value, token });
  };
  const [{ text: first, isQuoted } = { text: "", isQuoted: false }] = values;
  if (isOpen) return "This quote is never closed.";
  if (name === null) return add(isExcluded ? "not_q" : "q", first);
  if (!known.includes(name))
    return `There is no filter “${name}”: there are ${known.join(", ")}. In quotes it is searched for as text.`;
  if (values.some((value) => value.text === "" && !value.isQuoted))
    return `Nothing stands after ${name}:.`;
  if (isSelection(name)) {
    for (const value of values) {
      const isNone = value.text === "none" && !value.isQuoted && nullableNames.has(name);
      if (value.text.startsWith("-") && !isExcluded)
        return `For what is excluded, write - before ${name}:.`;
      const text = foldedNames.has(name) ? value.text.toLowerCase() : value.text;
      add(name, `${isExcluded ? "-" : ""}${isNone ? "" : text}`);
    }
    return undefined;
  }
  if (name === "id") {
    if (isExcluded) return "To leave out an ID, write - before it, without a name.";
    for (const value of values) add(name, value.text);
    return undefined;
  }
  if (values.length > 1) return `${name}: takes one value.`;
  if (name === "sort") return isExcluded ? "Write sort:-created." : add(name, first);
  return isRange(name) && !isQuoted
    ? addRange(name, first, isExcluded, zone, add)
    : `${name}: takes no quotes.`;
}

function addRange(
  name: RangeName,
  text: string,
  isExcluded: boolean,
  zone: string,
  add: (name: string, value: string) => undefined,
): string | undefined {
  const typed = readRangeText(name, text);
  if (typeof typed === "string") return `${typed}.`;
  const ends = { low: toZonedInstant(typed.low, zone), high: toZonedInstant(typed.high, zone) };
  if (isExcluded) {
    const isTyped = ends.low === typed.low && ends.high === typed.high;
    return add(toExclusionName(name), isTyped ? text : formatRangeText(name, ends));
  }
  const [low, high] = rangeNames[name];
  if (ends.low !== "") add(low, ends.low);
  if (ends.high !== "") add(high, ends.high);
  return undefined;
}

/** Words are one text to search for, wherever they stand. */
function joinWords(entries: Entry[]): void {
  const words = entries.filter(({ name }) => name === "q");
  const [first] = words;
  if (!first) return;
  first.value = words.map(({ value }) => value).join(" ");
  for (const word of words.slice(1)) entries.splice(entries.indexOf(word), 1);
}

function findEntry(entries: Entry[], path: string): Entry | undefined {
  const [, name = "", at] = /^(\w+)(?:\[(\d+)\])?$/.exec(path) ?? [];
  const named = entries.filter((entry) => entry.name === name);
  return at === undefined ? named.at(-1) : named[Number(at)];
}

function toPlace({ at, length }: QueryToken): { at: number; length: number } {
  return { at, length };
}

/** The name that the query box has for a parameter. */
function toWord(path: string): string {
  const name = path.replace(/\[\d+\]$/, "");
  if (name === "q" || name === "not_q") return "text";
  return (
    Object.entries(rangeNames).find(([range, pair]) =>
      [...pair, toExclusionName(range)].includes(name),
    )?.[0] ?? name
  );
}
