import { maxAddressLength } from "./address-parts.ts";
import { explainMalformed } from "./find-job-ids.ts";
import type { JobRef } from "../job.ts";
import { idTextLimits, readIdText } from "./read-id-text.ts";

/** What a pasted text holds. */
export type Paste =
  /** One ID, of the one source that its shape tells. */
  | { kind: "job"; ref: JobRef }
  /** Anything else that holds IDs. `path` is null where they are too many for an address. */
  | { kind: "many"; text: string; path: string | null }
  | { kind: "none"; hint: string };

/** One more than `/lookup` takes, so that it sees that the text went on. */
const oneMore = { ids: idTextLimits.ids + 1, malformed: idTextLimits.malformed + 1 };

export function readPaste(text: string): Paste {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "none", hint: "Paste a job ID first." };
  const { ids, malformed } = readIdText(trimmed, oneMore);
  const [first] = ids;
  if (!first) {
    const hint = explainMalformed(trimmed) ?? "There is no job ID in this text.";
    return { kind: "none", hint };
  }
  const [source, ...others] = first.candidates;
  if (ids.length === 1 && malformed.length === 0 && source && others.length === 0)
    return { kind: "job", ref: { source, id: first.text } };
  const all = [...ids, ...malformed].map((each) => each.text).join(" ");
  const path = toLookupPath(all);
  return { kind: "many", text: all, path: path.length <= maxAddressLength ? path : null };
}

export const toLookupPath = (text: string): string => `/lookup?q=${encodeURIComponent(text)}`;
