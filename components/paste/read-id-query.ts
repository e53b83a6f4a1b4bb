import { listLimits, toIdSearches } from "#lib/domain/list-query/list-params.ts";
import { readIdList, readIdText } from "#lib/domain/paste/read-id-text.ts";
import { findPastePath } from "./find-paste-path.ts";

export type IdQuery =
  | { kind: "list"; params: URLSearchParams }
  /** For what the address of a list does not hold. */
  | { kind: "lookup"; path: string };

/** What a text in the query box asks for that holds IDs and no filter: one is searched for, several are listed. Null for any other text. */
export async function readIdQuery(text: string): Promise<IdQuery | null> {
  const ids = readIdList(text);
  if (ids?.length === 1) return { kind: "list", params: new URLSearchParams({ q: ids.join() }) };
  const [search = "", ...others] = toIdSearches(ids ?? []);
  if (ids && others.length === 0) return { kind: "list", params: new URLSearchParams(search) };
  // A text of this length is not searched for, whatever words it holds beside the IDs.
  const isLookup = ids !== undefined || text.length > listLimits.textLength;
  if (!isLookup || readIdText(text).ids.length < 2) return null;
  const { path } = await findPastePath(text);
  return path === null ? null : { kind: "lookup", path };
}
