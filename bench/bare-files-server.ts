import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { z } from "zod";
import { reportPort } from "./report-port.ts";

/** Answers each path with the file that the table names, read before the first request. */
const tableSchema = z.record(z.string(), z.object({ file: z.string(), type: z.string() }));
const table = tableSchema.parse(JSON.parse(process.argv[2] ?? "{}"));
const answers = new Map(
  Object.entries(table).map(([path, { file, type }]) => [path, { type, body: readFileSync(file) }]),
);

reportPort(
  createServer((request, response) => {
    const answer = answers.get(request.url ?? "");
    if (!answer) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": answer.type,
      "content-length": answer.body.byteLength,
    });
    response.end(answer.body);
  }),
);
