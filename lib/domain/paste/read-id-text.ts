import { explainMalformed, readRuns, type FoundId } from "./find-job-ids.ts";

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

/** What stands before a number that another system gave to another thing. */
const otherKey =
  /(?:trace|span|parent|md5|sha|etag|hash|digest|checksum|request|correlation|session)[\w-]{0,20}["'\\]*\s*[:=]\s*["'\\]*$/i;
/** As Bedrock's IDs begin: a word like `job_overlay` may be anything. */
const wholeId = /^(?:job_\d[\w-]{3}|(?!job_))/;
const date = /^\d{4}-\d\d-\d\d(?:\D|$)/;

/** The job IDs in a pasted text, and what was meant as one and is none, each once. */
export function readIdText(text: string, limits = idTextLimits): IdText {
  const found = new Map<string, FoundId>();
  const malformed = new Map<string, MalformedId>();
  let hasMore = text.length > maxLength;
  let tokens = 0;
  for (const { run, before, ids } of readRuns(text)) {
    for (const id of ids) if (!found.has(id.text)) found.set(id.text, id);
    if (found.size > limits.ids) break;
    // In a text, a word without a digit is a word.
    const isWord = ids.length > 0 || !/\d/.test(run) || date.test(run) || otherKey.test(before);
    if (isWord || tokens > maxTokens || malformed.has(run)) continue;
    tokens += 1;
    const reason = explainMalformed(run);
    if (reason === undefined) continue;
    if (malformed.size < limits.malformed) malformed.set(run, { text: run, reason });
    else hasMore = true;
  }
  hasMore ||= found.size > limits.ids || tokens > maxTokens;
  return {
    ids: [...found.values()].slice(0, limits.ids),
    malformed: [...malformed.values()],
    hasMore,
  };
}

/** The IDs of a text that holds nothing else, each once; undefined where it holds other words, or none. */
export function readIdList(text: string): string[] | undefined {
  const found = new Set<string>();
  for (const { run, ids } of readRuns(text)) {
    const [id] = ids;
    // A dash before it leaves it out.
    const isWhole = id?.text.toLowerCase() === run.toLowerCase() && wholeId.test(run);
    if (!id || !isWhole) return undefined;
    found.add(id.text);
  }
  return found.size > 0 ? [...found] : undefined;
}
