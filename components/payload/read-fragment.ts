/** The path that an address names in one part of a job, as `#payload=$.a` does; null where it names none. */
export function readFragment(hash: string, part: string): string | null {
  const mark = `#${part}=`;
  if (!hash.startsWith(mark) || hash === mark) return null;
  const written = hash.slice(mark.length);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
