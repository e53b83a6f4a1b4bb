import { rangeNames } from "./list-params.ts";

export type QueryToken = {
  /** Where it stands in the text, in UTF-16 units. */
  at: number;
  length: number;
  isExcluded: boolean;
  /** Null for a word to search for. */
  name: string | null;
  /** What stands between commas; a word to search for has one. */
  values: { text: string; isQuoted: boolean }[];
  /** A quote that was never closed. */
  isOpen: boolean;
};

/** An address on the web is text. */
const named = /^([A-Za-z_]+):(?!\/\/)/;

/** `5 m` and `1 m 28 s`, as lengths are shown: the rest of them, behind the first number. */
const looseUnits = /^\s+(?:ms|s|m|h|d|w)(?:\s+\d+(?:\.\d+)?\s*(?:ms|s|m|h|d|w))*(?=\s|$)/;

/** The number that such units follow; dates and times of day have none. */
const bareNumber = /(?:^|[^\d:+-])\d+$/;

/** Takes a query apart at its white space, quotes respected: `-status:failed,partial "a b"`. */
export function readQueryTokens(text: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at += token.length;
  }
  return tokens;
}

function readToken(text: string, at: number): QueryToken {
  const isExcluded = text[at] === "-" && /\S/.test(text[at + 1] ?? "");
  let end = isExcluded ? at + 1 : at;
  const name = named.exec(text.slice(end, end + 40))?.[1] ?? null;
  if (name !== null) end += name.length + 1;
  const values: QueryToken["values"] = [];
  let isOpen = false;
  let value = { text: "", isQuoted: false };
  for (; end < text.length && !/\s/.test(text[end] ?? ""); end += 1) {
    const character = text[end];
    if (character === '"' && value.text === "" && !value.isQuoted) {
      const quoted = readQuoted(text, end);
      value = { text: quoted.text, isQuoted: true };
      isOpen ||= quoted.isOpen;
      end = quoted.end - 1;
    } else if (character === "," && name !== null) {
      values.push(value);
      value = { text: "", isQuoted: false };
    } else value = { ...value, text: value.text + character };
  }
  const isRange = name !== null && Object.hasOwn(rangeNames, name.toLowerCase());
  const [units = ""] =
    (isRange && bareNumber.test(value.text) && looseUnits.exec(text.slice(end, end + 60))) || [];
  value.text += units.replaceAll(/\s/g, "");
  end += units.length;
  values.push(value);
  return { at, length: end - at, isExcluded, name: name?.toLowerCase() ?? null, values, isOpen };
}

/** From one quote to the next; `\"` and `\\` stand for themselves. */
function readQuoted(text: string, start: number): { text: string; end: number; isOpen: boolean } {
  let read = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === '"') return { text: read, end: at + 1, isOpen: false };
    if (character === "\\" && /["\\]/.test(text[at + 1] ?? "")) {
      at += 1;
      read += text[at];
    } else read += character;
  }
  return { text: read, end: text.length, isOpen: true };
}

export function toQuoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
