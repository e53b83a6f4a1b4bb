import "server-only";
import type { Secret } from "./find-secrets.ts";
import { findQuoted, findUnquoted, skip } from "./find-value.ts";
import { maskMark } from "#lib/domain/mask-mark.ts";
import type { KeyTest } from "./masked-keys.ts";

const flag = /--([a-z][\w-]{0,62})[ \t]{1,8}/iy;
const dashes = /-*/y;
/** How a sentence about a flag goes on: "the --token flag is missing". */
const prose =
  /^(?:a|an|and|are|argument|as|before|by|can|cannot|expects|flag|for|from|has|if|in|instead|is|means|must|needs|not|of|on|option|or|parameter|requires|should|switch|that|the|to|value|was|when|which|will|with|without)[.,;:!?)\]}]{0,4}$/i;

/** Adds what stands behind the secret flags of a command: `--token value`. */
export function findFlags(
  text: string,
  isSecretKey: KeyTest,
  isJson: boolean,
  found: Secret[],
): void {
  for (let at = text.indexOf("--"); at !== -1;) {
    const secret = findBehind(text, at, isSecretKey, isJson);
    if (secret) found.push(secret);
    at = text.indexOf("--", skip(dashes, text, at));
  }
}

function findBehind(
  text: string,
  at: number,
  isSecretKey: KeyTest,
  isJson: boolean,
): Secret | undefined {
  flag.lastIndex = at;
  const [, name = ""] = flag.exec(text) ?? [];
  if (name === "" || name.startsWith("no-") || !isSecretKey(name)) return undefined;
  const next = flag.lastIndex;
  const range = findQuoted(text, next, isJson) ?? findUnquoted(text, next, { isJson });
  const value = text.slice(range.start, range.end);
  if (range.end === range.start || /^[-=|]/.test(value) || prose.test(value)) return undefined;
  return { from: at, ...range, mark: maskMark };
}
