const oneYearS = 31_536_000;

/** Keeps a choice in this browser, where the server reads it before it draws. */
export function keepCookie(name: string, value: string, path = "/"): void {
  // oxlint-disable-next-line unicorn/no-document-cookie -- the Cookie Store API is missing over plain HTTP
  document.cookie = `${name}=${encodeURIComponent(value)}; path=${path}; max-age=${oneYearS}; samesite=lax`;
}
