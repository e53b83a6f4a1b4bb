import "server-only";

const maxLength = 2_000;
const nowhere = "http://nowhere.invalid";

/**
 * Where to go after signing in, from text anybody may have written: a path of this site with its
 * query, else `/`. The URL parser drops tabs and dots and turns `\` into `/`, so the path is judged
 * as a browser would read it.
 */
export function toNextPath(text: string | null | undefined): string {
  if (text == null || text.length > maxLength || !/^\/(?![/\\])/.test(text)) return "/";
  const url = URL.parse(text, nowhere);
  if (url?.origin !== nowhere || /^\/[/\\]/.test(url.pathname) || url.pathname === "/login")
    return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page, and where it leads. */
export function toLoginPath(next: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query);
  if (next !== "/") search.set("next", next);
  return search.size === 0 ? "/login" : `/login?${search}`;
}
