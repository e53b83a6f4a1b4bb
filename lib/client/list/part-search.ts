import { toListSearch } from "#lib/domain/list-query/list-params.ts";

/**
 * The search of the list that an address asks for, with the cursor where it begins at one: a page of a reader without
 * JavaScript is a part of the list, and a list of its own.
 */
export function toPartSearch(params: URLSearchParams): string {
  const part = new URLSearchParams(toListSearch(params));
  const cursor = params.get("cursor");
  if (cursor !== null) part.set("cursor", cursor);
  return part.toString();
}
