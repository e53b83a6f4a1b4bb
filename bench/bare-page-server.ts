import { createServer } from "node:http";
import Database from "better-sqlite3";
import { z } from "zod";
import { reportPort } from "./report-port.ts";

/** The least a job page can cost: one row from the same SQLite file, the same number of bytes of HTML. */
const [databasePath = "", id = "", size = "0"] = process.argv.slice(2);
const htmlBytes = Number(size);
const database = new Database(databasePath, { readonly: true });
const find = database.prepare(
  "select * from jobs join job_records using (source, id) where source = 'bedrock' and id = ?",
);
const rowSchema = z.object({ type: z.string(), status: z.string(), events: z.string() });

reportPort(
  createServer((_request, response) => {
    const { type, status, events } = rowSchema.parse(find.get(id));
    const html = `<!doctype html><h1>${type}</h1><p>${status}</p><pre>${events}</pre>`;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(html.padEnd(htmlBytes));
  }),
);
