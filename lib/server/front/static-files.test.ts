import { once } from "node:events";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readRaw } from "./read-raw.ts";
import { createStaticFiles } from "./static-files.ts";

const large = `export const a = 1;${" ".repeat(30_000)}`;
let folder: string;
let server: Server;
let port: number;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gantry-static-"));
  await mkdir(path.join(folder, "chunks"));
  await writeFile(path.join(folder, "chunks", "a.js"), large);
  await writeFile(path.join(folder, "a.css"), "a{}");
  const serveStatic = createStaticFiles([folder]);
  server = createServer((request, response) => {
    serveStatic(request, response).then(
      (isServed) => isServed || response.writeHead(404).end(),
      () => response.writeHead(500).end(),
    );
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const askPlain = (address: string) =>
  readRaw(port, `GET /_next/static${address} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);

test("a file of the build is packed for whoever takes that, and plain for the others", async () => {
  const packed = await fetch(`http://127.0.0.1:${port}/_next/static/chunks/a.js`);
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  const text = await packed.text();
  expect(text.endsWith(large)).toBe(true);
  for (let n = 0; n < 2; n += 1) {
    const { status, headers, body } = await askPlain("/chunks/a.js");
    expect(status).toBe(200);
    expect(headers.get("content-encoding")).toBeNull();
    expect(headers.get("content-length")).toBe(String(text.length));
    expect(headers.get("vary")).toBe("Accept-Encoding");
    expect(body).toBe(text);
  }
  expect(await askPlain("/a.css")).toMatchObject({ status: 200, body: "a{}" });
  expect((await askPlain("/b.css")).status).toBe(404);
});

test("a read that failed is tried again", async () => {
  const [file, away] = [path.join(folder, "a.css"), path.join(folder, "away")];
  await rename(file, away);
  expect((await askPlain("/a.css")).status).toBe(500);
  await rename(away, file);
  expect(await askPlain("/a.css")).toMatchObject({ status: 200, body: "a{}" });
});
