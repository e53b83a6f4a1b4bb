import { explainMalformed } from "./find-job-ids.ts";
import { toJobPath } from "./job-path.ts";
import { idTextLimits, readIdText } from "./read-id-text.ts";

/** Where a pasted text leads, or why it leads nowhere. */
export type Paste = {
  path: string | null;
  hint: string | null;
  /** IDs that are too many for the address: the page they lead to finds them under `keptPasteKey`. */
  kept: string | null;
};

/** Where a browser keeps a long paste for `/lookup`, for as long as the tab lives. */
export const keptPasteKey = "gantry-paste";

/** An address with more characters may not reach the server. */
const maxAddressLength = 6_000;
/** One more than `/lookup` takes, so that it sees that the text went on. */
const oneMore = { ids: idTextLimits.ids + 1, malformed: idTextLimits.malformed + 1 };

/** One ID of one possible source leads to its page; anything else that holds IDs to `/lookup`. */
export function readPaste(text: string): Paste {
  const trimmed = text.trim();
  const refuse = (hint: string): Paste => ({ path: null, hint, kept: null });
  if (trimmed === "") return refuse("Paste a job ID first.");
  const { ids, malformed } = readIdText(trimmed, oneMore);
  const [first] = ids;
  if (!first) return refuse(explainMalformed(trimmed) ?? "There is no job ID in this text.");
  const [source, ...others] = first.candidates;
  if (ids.length === 1 && malformed.length === 0 && source && others.length === 0)
    return { path: toJobPath({ source, id: first.text }), hint: null, kept: null };
  const all = [...ids, ...malformed].map((each) => each.text).join(" ");
  const path = `/lookup?q=${encodeURIComponent(all)}`;
  return path.length <= maxAddressLength
    ? { path, hint: null, kept: null }
    : { path: "/lookup?pasted=1", hint: null, kept: all };
}
