import { toListSearch } from "./list-params.ts";

/** So many pages back are remembered in the address; from there Previous leads to the first one. */
const maxBack = 20;

/**
 * The addresses of the pages before and after this one, for readers without JavaScript. A cursor leads
 * forward alone, so the address carries along those of the pages before.
 */
export function toPagePaths(
  params: URLSearchParams,
  next: string | null,
): { previous: string | null; next: string | null } {
  const cursor = params.get("cursor");
  const back = params.getAll("back");
  const toPath = (at: string | null, before: readonly string[]) => {
    const page = new URLSearchParams(toListSearch(params));
    if (at !== null) page.set("cursor", at);
    for (const each of before.slice(-maxBack)) page.append("back", each);
    const search = page.toString();
    return search === "" ? "/jobs" : `/jobs?${search}`;
  };
  return {
    previous: cursor === null ? null : toPath(back.at(-1) ?? null, back.slice(0, -1)),
    next: next === null ? null : toPath(next, cursor === null ? [] : [...back, cursor]),
  };
}
