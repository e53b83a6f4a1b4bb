import type { SourceName } from "../job.ts";
import { isOpen, maxAskedAtOnce, type Lookup, type LookupAnswer } from "./lookup.ts";

export type LookupStep = {
  told: LookupAnswer;
  /** Of those that were open at the start. */
  asked: number;
  /** So long nothing is asked for. */
  pauseMs: number | null;
};

type Clockwork = {
  lookUp: (text: string) => Promise<LookupAnswer>;
  /** Throws when the reader stops it. */
  wait: (ms: number) => Promise<void>;
};

/**
 * Asks for what is open, as many at once as a lookup asks for, until each is found, missing or without an answer.
 * A source that tells nothing for a whole step is asked no more; one whose limit is used up is waited for.
 */
export async function* lookUpOpen(
  answer: LookupAnswer,
  { lookUp, wait }: Clockwork,
): AsyncGenerator<LookupStep, void> {
  let queue = answer.data.filter(isOpen);
  const total = queue.length;
  const silent = new Set<SourceName | null>();
  while (queue.length > 0) {
    const step = queue.slice(0, maxAskedAtOnce);
    const told = await lookUp(step.map(toKey).join(" "));
    const left = told.data.filter(({ state }) => state === "unasked");
    const isStuck = !told.data.some((lookup) => !isOpen(lookup));
    const pauseMs = isStuck ? told.meta.retryAfterMs : null;
    if (isStuck && pauseMs === null) for (const { source } of step) silent.add(source);
    queue = [...queue.slice(step.length), ...left].filter(({ source }) => !silent.has(source));
    yield { told, asked: total - queue.length, pauseMs };
    if (pauseMs !== null) await wait(pauseMs);
  }
}

/** With the source that the text named, if it did. */
const toKey = ({ source, text }: Lookup): string => (source === null ? text : `${source}:${text}`);
