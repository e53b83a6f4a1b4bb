import { keepPaste } from "#lib/client/keep-paste.ts";
import { listKnownIds } from "#lib/client/list-known-ids.ts";
import { chooseBegun, mayGoOn, type Beginning } from "#lib/domain/paste/id-prefix.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { readPaste, toLookupPath } from "#lib/domain/paste/read-paste.ts";

/** Where a pasted text leads, or why it leads nowhere. Throws where the browser cannot keep a long one. */
export async function findPastePath(
  text: string,
): Promise<{ path: string | null; hint: string | null }> {
  const paste = readPaste(text);
  switch (paste.kind) {
    case "job":
      return { path: (await findBegunPath(paste.ref)) ?? toJobPath(paste.ref), hint: null };
    case "many":
      return { path: paste.path ?? keep(paste.text), hint: null };
    case "none": {
      const path = await findBegunPath({ id: text.trim() });
      return { path, hint: path === null ? paste.hint : null };
    }
  }
}

const keep = (text: string) => keepPaste(text, { shelf: sessionStorage, now: Date.now() });

/** Where a text leads that is the beginning of known IDs: to the one job, or to the table of several. */
async function findBegunPath(begun: Beginning): Promise<string | null> {
  if (!mayGoOn(begun)) return null;
  // What cannot be looked for is as if it were not known.
  const known = await listKnownIds(begun.id).catch(() => []);
  const [first, ...others] = chooseBegun(known, begun);
  if (!first) return null;
  return others.length === 0 ? toJobPath(first) : toLookupPath(begun.id);
}
