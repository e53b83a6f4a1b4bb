type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const prefix = "gantry-paste-";
const maxKept = 8;

/**
 * Keeps a text that is too long for an address, for as long as the tab lives, and answers with the address of its
 * lookup. Each has an address of its own, and Back finds the one before. The oldest go where there is no room for
 * all. Throws where the browser keeps nothing.
 */
export function keepPaste(text: string, { shelf, now }: { shelf: Shelf; now: number }): string {
  const kept = Array.from({ length: shelf.length }, (_, at) => shelf.key(at) ?? "")
    .filter((key) => key.startsWith(prefix))
    .toSorted();
  for (const key of kept.splice(0, Math.max(0, kept.length - maxKept + 1))) shelf.removeItem(key);
  const name = now.toString(36);
  for (;;)
    try {
      shelf.setItem(prefix + name, text);
      return `/lookup?pasted=${name}`;
    } catch (error) {
      const oldest = kept.shift();
      if (oldest === undefined) throw error;
      shelf.removeItem(oldest);
    }
}

/** The text behind `pasted` of such an address; null where it is kept no more, or in another tab. */
export const findPaste = (name: string, shelf: Shelf): string | null =>
  shelf.getItem(prefix + name);
