import "server-only";

/** Where a request came from: the front has written it there, whatever the client wrote. */
export function findAddress(headers: { get(name: string): string | null }): string | null {
  return headers.get("x-forwarded-for");
}
