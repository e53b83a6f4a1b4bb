import { explainMalformed, findJobIds, type FoundId } from "./find-job-ids.ts";

export type MalformedId = { text: string; reason: string };

const maxTokens = 20_000;
const maxMalformed = 100;

export const maxLookedUp = 500;

/** The job IDs in a pasted text, and what was meant as one and is none, each once. */
export function readIdText(text: string): { ids: FoundId[]; malformed: MalformedId[] } {
  const ids = findJobIds(text, { max: maxLookedUp });
  const found = new Set(ids.map((id) => id.text.toLowerCase()));
  const malformed = new Map<string, MalformedId>();
  let tokens = 0;
  for (const [token] of text.slice(0, 1_000_000).matchAll(/[A-Za-z0-9_-]{3,200}/g)) {
    if (++tokens > maxTokens || malformed.size >= maxMalformed) break;
    // In a text, a word without a digit is a word.
    if (!/\d/.test(token) || found.has(token.toLowerCase()) || malformed.has(token)) continue;
    const reason = explainMalformed(token);
    if (reason !== undefined) malformed.set(token, { text: token, reason });
  }
  return { ids, malformed: [...malformed.values()] };
}
