import { explainMalformed, findJobIds, type FoundId } from "./find-job-ids.ts";

export type MalformedId = { text: string; reason: string };

export type IdText = {
  ids: FoundId[];
  malformed: MalformedId[];
  /** Whether the text goes on after what is told here. */
  hasMore: boolean;
};

const maxLength = 1_000_000;
const maxTokens = 20_000;

/** How many of each one text is read for. */
export const idTextLimits = { ids: 500, malformed: 100 };

/** The job IDs in a pasted text, and what was meant as one and is none, each once. */
export function readIdText(text: string, limits = idTextLimits): IdText {
  const found = findJobIds(text, { max: limits.ids + 1 });
  const known = new Set(found.map((id) => id.text.toLowerCase()));
  const malformed = new Map<string, MalformedId>();
  let hasMore = found.length > limits.ids || text.length > maxLength;
  let tokens = 0;
  for (const [token] of text.slice(0, maxLength).matchAll(/[A-Za-z0-9_-]{3,200}/g)) {
    if (++tokens > maxTokens) {
      hasMore = true;
      break;
    }
    // In a text, a word without a digit is a word.
    if (!/\d/.test(token) || known.has(token.toLowerCase()) || malformed.has(token)) continue;
    const reason = explainMalformed(token);
    if (reason === undefined) continue;
    if (malformed.size === limits.malformed) {
      hasMore = true;
      break;
    }
    malformed.set(token, { text: token, reason });
  }
  return { ids: found.slice(0, limits.ids), malformed: [...malformed.values()], hasMore };
}
