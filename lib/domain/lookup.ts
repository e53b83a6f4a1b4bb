import type { JobSummary, SourceName } from "./job.ts";

/** What became of one ID of a pasted text. */
export type Lookup = {
  text: string;
  /** Null for what is no ID, or of no source that Gantry has. */
  source: SourceName | null;
  id: string | null;
  found: boolean;
  state: "found" | "missing" | "malformed" | "unasked";
  job: JobSummary | null;
  /** Why it was not found, in a sentence. */
  reason: string | null;
};

/** What became of a pasted text. */
export type LookupAnswer = {
  data: Lookup[];
  /** `hasMore`: the text holds more IDs than were looked up. */
  meta: { hasMore: boolean };
};

export const lookupWords: Readonly<Record<Lookup["state"], string>> = {
  found: "Found",
  missing: "Missing",
  malformed: "Malformed",
  unasked: "Not asked",
};
