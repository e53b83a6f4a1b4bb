import "server-only";

const maxLength = 64;

/** The last entry is what the nearest proxy saw; without a proxy the server writes the socket's address there. */
export function findAddress(headers: { get(name: string): string | null }): string | null {
  const entry = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, maxLength);
  return entry === undefined || entry === "" ? null : entry.replace(/^::ffff:(?=\d)/, "");
}
