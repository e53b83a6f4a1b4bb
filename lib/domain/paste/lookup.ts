import type { JobSummary, SourceName } from "../job.ts";

/** What became of one ID of a pasted text. */
export type Lookup = {
  text: string;
  /** Null for what is no ID, or of no source that Gantry has. */
  source: SourceName | null;
  id: string | null;
  found: boolean;
  /** `unanswered`: its source was asked and has told nothing. `unasked`: nobody asked. */
  state: "found" | "missing" | "malformed" | "unanswered" | "unasked";
  job: JobSummary | null;
  /** Why it was not found, in a sentence. */
  reason: string | null;
};

/** What became of a pasted text. */
export type LookupAnswer = {
  data: Lookup[];
  /** `hasMore`: the text holds more IDs than were looked up. `retryAfterMs`: where a source's limit is used up, when it starts anew. */
  meta: { hasMore: boolean; retryAfterMs: number | null };
};

export const lookupWords: Readonly<Record<Lookup["state"], string>> = {
  found: "Found",
  missing: "Missing",
  malformed: "Malformed",
  unanswered: "No answer",
  unasked: "Not asked",
};

/** One lookup asks its sources so often at most: the smallest plan has 60 requests a minute. */
export const maxAskedAtOnce = 20;

/** What may still be found, or known to be missing, when it is asked for. */
export const isOpen = ({ state }: Lookup): boolean => state === "unasked" || state === "unanswered";

/** The answer after some of its IDs were looked up again. */
export function takeIn(answer: LookupAnswer, told: LookupAnswer): LookupAnswer {
  const byText = new Map(told.data.map((lookup) => [lookup.text, lookup]));
  return { ...answer, data: answer.data.map((lookup) => byText.get(lookup.text) ?? lookup) };
}
