import "server-only";

/** A shell line that reads an address. `keyHeader` leaves the key to the reader's environment; the other headers may hold anything. */
export function toCurl(
  address: string,
  keyHeader: string,
  headers: readonly string[] = [],
): string {
  const quoted = [...headers.map((header) => `-H ${toQuoted(header)}`), toQuoted(address)];
  return `curl -sS -H "${keyHeader}" ${quoted.join(" ")}`;
}

function toQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
