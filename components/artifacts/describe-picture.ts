import { formatBytes } from "#lib/domain/format/format-bytes.ts";

type Drawn = Pick<HTMLImageElement, "naturalWidth" | "naturalHeight">;

/** "384 × 480, 12 kB" of a picture that has come; without its bytes where the browser does not know them. */
export function describePicture({ naturalWidth, naturalHeight }: Drawn, bytes: number): string {
  const size = `${naturalWidth} × ${naturalHeight}`;
  return bytes > 0 ? `${size}, ${formatBytes(bytes)}` : size;
}

/** How many bytes came from an address, by the browser's own record; 0 where it has none. */
export function findLoadedBytes(address: string): number {
  const entry = performance.getEntriesByName(address, "resource").at(-1);
  return entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0;
}
