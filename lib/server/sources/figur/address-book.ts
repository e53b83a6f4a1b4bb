import "server-only";
import { toAddressEnd } from "#lib/domain/address-end.ts";

/** An address is used this long without being asked for anew, where it does not tell its own end. */
const lifeMs = 60_000;
/** Of an end that it tells, so that a picture is not begun in its last moment. */
const marginMs = 3_000;
const maxAddresses = 5_000;

/** `end`: as the address itself tells it, kept when the address is forgotten. */
type Entry = { address: string | undefined; until: number; end: number | null };

/** The addresses of artifacts while they live: in memory alone, and forgotten within minutes. */
export function createAddressBook(now: () => number) {
  const entries = new Map<string, Entry>();

  return {
    remember(id: string, fileId: string, address: string): void {
      const key = `${id} ${fileId}`;
      const end = toAddressEnd(address);
      const until = Math.min(now() + lifeMs, toUsableEnd(end, now()));
      entries.delete(key);
      entries.set(key, { address, until, end });
      const [oldest] = entries.keys();
      if (entries.size > maxAddresses && oldest !== undefined) entries.delete(oldest);
    },
    find(id: string, fileId: string): string | undefined {
      const known = entries.get(`${id} ${fileId}`);
      if (known && known.until <= now()) known.address = undefined;
      return known?.address;
    },
    /** When the last address of an artifact stops working, or did; null where that is not known. */
    findEnd: (id: string, fileId: string) => entries.get(`${id} ${fileId}`)?.end ?? null,
  };
}

/** A fresh address that has ended already comes from another clock: only a try tells. */
function toUsableEnd(end: number | null, now: number): number {
  return end === null || end <= now ? Infinity : end - marginMs;
}
