import "server-only";

/** An address is used this long without being asked for anew, where it does not tell its own end. */
const lifeMs = 60_000;
/** Of an end that it tells, so that a picture is not begun in its last moment. */
const marginMs = 3_000;
const maxAddresses = 5_000;

/** The addresses of artifacts while they live: in memory alone, and forgotten within minutes. */
export function createAddressBook(now: () => number) {
  const addresses = new Map<string, { address: string; until: number }>();

  return {
    remember(id: string, fileId: string, address: string): void {
      const key = `${id} ${fileId}`;
      addresses.delete(key);
      addresses.set(key, { address, until: Math.min(now() + lifeMs, toEnd(address) - marginMs) });
      const [oldest] = addresses.keys();
      if (addresses.size > maxAddresses && oldest !== undefined) addresses.delete(oldest);
    },
    find(id: string, fileId: string): string | undefined {
      const key = `${id} ${fileId}`;
      const known = addresses.get(key);
      if (known && known.until > now()) return known.address;
      addresses.delete(key);
      return undefined;
    },
  };
}

/** Where an address tells its end in the way of S3 (`X-Amz-Date`, `X-Amz-Expires`); else never. */
function toEnd(address: string): number {
  const search = URL.parse(address)?.searchParams;
  const date = search?.get("X-Amz-Date") ?? "";
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const [year = NaN, month = NaN, day, hour, minute, second] = parts.map(Number);
  const seconds = Number(search?.get("X-Amz-Expires") ?? NaN);
  const end = Date.UTC(year, month - 1, day, hour, minute, second) + seconds * 1_000;
  return Number.isFinite(end) ? end : Infinity;
}
