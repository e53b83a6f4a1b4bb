import type { ProblemDocument } from "#lib/domain/problem.ts";

export type ExportProgress = { rows: number; total: number | null };

const newline = 10;
/** Excel takes a text without this mark for one in the machine's own code page. */
const byteOrderMark = "\uFEFF";

/** The whole file of an export. Rows are lines, and so counted as they come. Throws what stopped it. */
export async function readExport(
  path: string,
  format: "csv" | "json",
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<Blob> {
  const response = await fetch(path, { signal });
  if (!response.ok || !response.body) throw new Error(await toReason(response));
  const total = Number(response.headers.get("x-total-count") ?? Number.NaN);
  const parts: BlobPart[] = format === "csv" ? [byteOrderMark] : [];
  const reader = response.body.getReader();
  let lines = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    for (const byte of read.value) if (byte === newline) lines += 1;
    onProgress({
      // The first line is the head.
      rows: Math.max(0, lines - 1),
      total: Number.isNaN(total) ? null : Math.max(total, lines - 1),
    });
  }
  return new Blob(parts, { type: response.headers.get("content-type") ?? "" });
}

async function toReason(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.includes("problem+json"))
    return `Gantry answered ${response.status}.`;
  const problem: ProblemDocument = await response.json();
  return problem.detail;
}
