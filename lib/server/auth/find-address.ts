import "server-only";

const maxLength = 64;

/** Where a request came from: the front has written it there, whatever the client wrote. */
export function findAddress(headers: { get(name: string): string | null }): string | null {
  const entry = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, maxLength);
  return entry === undefined || entry === "" ? null : entry;
}
