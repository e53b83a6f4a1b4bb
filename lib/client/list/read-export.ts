import { askGantry } from "../ask-gantry.ts";

export type ExportProgress = { rows: number; total: number | null };

const newline = 10;
/** Excel takes a text without this mark for one in the machine's own code page. */
const byteOrderMark = "\uFEFF";

/**
 * The whole file of an export. Rows are lines, and so counted as they come. Of several addresses, which only CSV can
 * have, each goes on where the one before ended. Throws what stopped it.
 */
export async function readExport(
  paths: readonly string[],
  format: "csv" | "json",
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<Blob> {
  const parts: BlobPart[] = format === "csv" ? [byteOrderMark] : [];
  let rows = 0;
  let type = "";
  for (const [at, path] of paths.entries()) {
    const response = await askGantry(path, { signal });
    const counted = response.headers.get("x-total-count");
    const total = counted === null || paths.length > 1 ? null : Number(counted);
    type = response.headers.get("content-type") ?? "";
    let isPastHead = false;
    if (!response.body) continue;
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      let bytes = read.value;
      if (!isPastHead) {
        const end = bytes.indexOf(newline);
        isPastHead = end >= 0;
        if (at > 0) bytes = isPastHead ? bytes.subarray(end + 1) : new Uint8Array();
        else rows -= isPastHead ? 1 : 0;
      }
      for (const byte of bytes) if (byte === newline) rows += 1;
      parts.push(bytes);
      onProgress({ rows: Math.max(0, rows), total: total && Math.max(total, rows) });
    }
  }
  return new Blob(parts, { type });
}
