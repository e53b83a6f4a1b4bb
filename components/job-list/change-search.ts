import { toListSearch } from "#lib/domain/list-query/list-params.ts";

/** Changes the parameters of an address in place. */
export type SearchEdit = (params: URLSearchParams) => void;

/** The list's search after the change. What is no condition and no sort, such as a page's cursor, goes. */
export function changeSearch(search: string, edit: SearchEdit): string {
  const params = new URLSearchParams(search);
  edit(params);
  return toListSearch(params);
}
