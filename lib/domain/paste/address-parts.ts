/** What an address may have of characters: proxies take a request line of 8 kB, and other names for a host are longer than ours. */
export const maxAddressLength = 6_000;

/** Things in their order, in parts that an address can name: `max` of them at most, and no longer than it may be. */
export function toAddressParts<T>(
  things: readonly T[],
  { max, toLength }: { max: number; toLength: (thing: T) => number },
): T[][] {
  const parts: T[][] = [];
  let part: T[] = [];
  let length = 0;
  for (const thing of things) {
    const added = toLength(thing);
    if (parts.length === 0 || part.length === max || length + added > maxAddressLength) {
      part = [];
      length = 0;
      parts.push(part);
    }
    part.push(thing);
    length += added;
  }
  return parts;
}
