import "server-only";
import { auditActions, type AuditEntry } from "#lib/domain/audit.ts";
import { formatCsvRow } from "#lib/domain/format-csv.ts";
import { toByteStream } from "../http/byte-stream.ts";

const columns = ["at", "actor", "address", "action", "subject", "detail"] as const;
const encoder = new TextEncoder();

/** RFC 4180, a column per field, instants in ISO 8601. */
export function toAuditCsv(pages: AsyncGenerator<AuditEntry[], void>): Response {
  return toDownload(writeCsv(pages), "audit.csv", "text/csv; charset=utf-8");
}

/** `{ "data": AuditEntry[] }`, all of it. */
export function toAuditJson(pages: AsyncGenerator<AuditEntry[], void>): Response {
  return toDownload(writeJson(pages), "audit.json", "application/json; charset=utf-8");
}

function toDownload(
  pieces: AsyncGenerator<Uint8Array, void>,
  fileName: string,
  contentType: string,
): Response {
  return new Response(toByteStream(pieces), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}

async function* writeCsv(pages: AsyncGenerator<AuditEntry[], void>) {
  yield encoder.encode(formatCsvRow(columns));
  for await (const page of pages) yield encoder.encode(page.map(toCsvRow).join(""));
}

function toCsvRow({ at, actor, address, action, subject, detail }: AuditEntry): string {
  const written = new Date(at).toISOString();
  return formatCsvRow([written, actor, address, auditActions[action], subject, detail]);
}

async function* writeJson(pages: AsyncGenerator<AuditEntry[], void>) {
  let isFirst = true;
  yield encoder.encode('{"data":[');
  for await (const page of pages) {
    const text = page.map((entry) => JSON.stringify(entry)).join(",\n");
    yield encoder.encode(isFirst ? text : `,\n${text}`);
    isFirst = false;
  }
  yield encoder.encode("]}\n");
}
