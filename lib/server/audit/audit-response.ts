import "server-only";
import { auditActions, type AuditEntry } from "#lib/domain/audit.ts";
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
  yield encoder.encode(`${columns.join(",")}\r\n`);
  for await (const page of pages)
    yield encoder.encode(page.map((entry) => `${toCsvLine(entry)}\r\n`).join(""));
}

function toCsvLine(entry: AuditEntry): string {
  const { at, actor, address, action, subject, detail } = entry;
  const fields = [new Date(at).toISOString(), actor, address, auditActions[action]];
  return [...fields, subject, detail].map((field) => toCsvField(field ?? "")).join(",");
}

/** A spreadsheet runs what begins with one of these; the apostrophe makes it text. */
function toCsvField(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
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
