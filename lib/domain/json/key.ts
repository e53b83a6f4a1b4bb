const plainName = /^"[A-Za-z_][A-Za-z0-9_]*"$/;

/** Whether a key, as written, is a plain name between its quotes. */
export const isPlainKey = (key: string): boolean => plainName.test(key);

/** The key as it reads best: without its quotes where it is a plain name. */
export function toKeyLabel(key: string): string {
  return isPlainKey(key) ? key.slice(1, -1) : key;
}
