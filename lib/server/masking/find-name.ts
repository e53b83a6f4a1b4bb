import "server-only";
import { countBackslashes } from "./count-backslashes.ts";

const longestName = 64;
const mostBlanks = 8;
const mostSubscripts = 8;
/** What stands before a name, also in an address within an address: `%26`. */
const beforeName = /^(?:\\(?:[nrtbf]|u[0-9a-f]{4})?|%(?:25){0,8}[0-9a-f]{2})/i;

type Name = {
  name: string;
  /** Where what separates it from the one before begins. */
  from: number;
  isNested: boolean;
  /** Blanks stand between it and its sign. */
  isApart: boolean;
};

/** The name before the sign that stands here, `=` or `:`. Whatever is no part of names separates them. */
export function findName(
  text: string,
  signAt: number,
  sign: string,
  isJson: boolean,
): Name | undefined {
  const { end, isApart } = skipBack(text, signAt, sign);
  const nameEnd = sign === ":" ? end : skipSubscripts(text, end);
  let start = nameEnd;
  while (start > 0 && nameEnd - start <= longestName && isNamePart(text.charCodeAt(start - 1)))
    start--;
  if (start === end || nameEnd - start > longestName) return undefined;
  const from = start - 1;
  const before = text[from];
  if (before === undefined)
    return isJson ? undefined : { name: text.slice(0, end), from: 0, isNested: false, isApart };
  // An address, `12:30`, the resources of a cloud: `arn:aws:secretsmanager:eu:1:secret:name`.
  if (sign === ":" && (before === ":" || before === "/") && isTight(text, signAt)) return undefined;
  const escape =
    before === "%" || before === "\\" ? beforeName.exec(text.slice(from, end)) : undefined;
  if (escape === null) return undefined;
  const isNested = before === "%";
  return {
    name: text.slice(escape ? from + escape[0].length : start, end),
    from,
    isNested,
    isApart,
  };
}

/** Back over the brackets of `token[]`, `user[password]` and `env["API_KEY"]`, which are part of a name. */
function skipSubscripts(text: string, end: number): number {
  let at = end;
  for (let count = 0; count < mostSubscripts && text[at - 1] === "]"; count++) {
    let open = at - 2;
    while (open >= 0 && at - open <= longestName && isSubscriptPart(text.charCodeAt(open))) open--;
    if (text[open] !== "[") break;
    at = open;
  }
  return at;
}

function isSubscriptPart(code: number): boolean {
  return isNamePart(code) || code === 0x22 || code === 0x27 || code === 0x5c;
}

/** To the name's end: over blanks, the quote of `'name': …`, the colon of `name := …`. */
function skipBack(text: string, signAt: number, sign: string): { end: number; isApart: boolean } {
  let end = signAt;
  if (sign === "=" && text[end - 1] === ":") end--;
  for (let count = 0; count < mostBlanks; count++) {
    const blank = text[end - 1];
    if (blank === " " || blank === "\t") end--;
    else if (blank === "t" && text[end - 2] === "\\") end -= 1 + countBackslashes(text, end - 1);
    else break;
  }
  const isApart = end < signAt;
  if (sign === ":" && text[end - 1] === "'") end--;
  return { end, isApart };
}

function isTight(text: string, signAt: number): boolean {
  return !/[\s\\]/.test(text[signAt + 1] ?? "");
}

/** Whether a name may end before a colon that stands behind this: those of JSON stand behind a `"`. */
export function mayEndName(code: number): boolean {
  return isNamePart(code) || code === 0x20 || code === 0x09 || code === 0x27;
}

/** The colons of `T12:30:45`, of which logs have many. */
export function isTimeOfDay(text: string, colonAt: number): boolean {
  const before = text.charCodeAt(colonAt - 3);
  return (
    isDigit(text.charCodeAt(colonAt - 1)) &&
    isDigit(text.charCodeAt(colonAt - 2)) &&
    isDigit(text.charCodeAt(colonAt + 1)) &&
    isDigit(text.charCodeAt(colonAt + 2)) &&
    (!isNamePart(before) || before === 0x54)
  );
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isNamePart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    isDigit(code) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f ||
    code === 0x7e
  );
}
