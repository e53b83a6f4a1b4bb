import { explainMalformed, findJobIds } from "./find-job-ids.ts";
import { toJobPath } from "./job-path.ts";

/** Where a pasted text leads, or why it leads nowhere. */
export type Paste = { path: string | null; hint: string | null };

/** One ID of one possible source leads to its page; anything else that holds IDs to `/lookup`. */
export function readPaste(text: string): Paste {
  const trimmed = text.trim();
  if (trimmed === "") return { path: null, hint: "Paste a job ID first." };
  const ids = findJobIds(trimmed);
  const [first] = ids;
  if (!first)
    return { path: null, hint: explainMalformed(trimmed) ?? "There is no job ID in this text." };
  const [source, ...others] = first.candidates;
  if (ids.length === 1 && source && others.length === 0)
    return { path: toJobPath({ source, id: first.text }), hint: null };
  return {
    path: `/lookup?q=${encodeURIComponent(ids.map((id) => id.text).join(" "))}`,
    hint: null,
  };
}
