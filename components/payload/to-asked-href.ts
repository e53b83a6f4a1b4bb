/**
 * The address of a document about which Gantry answers questions; null for one inside of a string, and for
 * one from a file, whose address is the browser's own.
 */
export function toAskedHref(href: string | null): string | null {
  return href?.startsWith("/") ? href : null;
}
