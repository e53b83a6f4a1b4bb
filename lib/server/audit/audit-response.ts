import "server-only";
import { auditActions, type AuditEntry } from "#lib/domain/audit.ts";
import { formatCsvRow } from "#lib/domain/format/format-csv.ts";
import { toDownload } from "../http/byte-stream.ts";

const columns = ["at", "actor", "address", "action", "subject", "detail"] as const;

/** RFC 4180, a column per field, instants in ISO 8601. */
export function toAuditCsv(pages: AsyncGenerator<AuditEntry[], void>): Response {
  return toDownload(writeCsv(pages), "audit.csv", { "content-type": "text/csv; charset=utf-8" });
}

/** `{ "data": AuditEntry[] }`, all of it. */
export function toAuditJson(pages: AsyncGenerator<AuditEntry[], void>): Response {
  return toDownload(writeJson(pages), "audit.json", {
    "content-type": "application/json; charset=utf-8",
  });
}

async function* writeCsv(pages: AsyncGenerator<AuditEntry[], void>) {
  yield formatCsvRow(columns);
  for await (const page of pages) yield page.map(toCsvRow).join("");
}

function toCsvRow({ at, actor, address, action, subject, detail }: AuditEntry): string {
  const written = new Date(at).toISOString();
  return formatCsvRow([written, actor, address, auditActions[action], subject, detail]);
}

async function* writeJson(pages: AsyncGenerator<AuditEntry[], void>) {
  let isFirst = true;
  yield '{"data":[';
  for await (const page of pages) {
    const text = page.map((entry) => JSON.stringify(entry)).join(",\n");
    yield isFirst ? text : `,\n${text}`;
    isFirst = false;
  }
  yield "]}\n";
}
