import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestUsers, secret, type TestUsers } from "../auth/open-test-users.ts";
import { createCollector } from "../collector/collector.ts";
import { parseSettings } from "../env.ts";
import { createForeground } from "../foreground.ts";
import type { Gantry } from "../gantry.ts";
import { createHub } from "../live/hub.ts";
import { processWide } from "../process-wide.ts";
import { createFrontServer } from "./front-server.ts";
import { readRaw } from "./read-raw.ts";

let users: TestUsers;
let gantry: Gantry;
let server: Server;
let port: number;
/** Held shut, a request waits before it is admitted. */
let gate: PromiseWithResolvers<void>;
/** What Next does. */
let draw: RequestListener;

beforeAll(async () => {
  users = await openTestUsers();
  gantry = startGantry();
  void processWide("gantry", async () => gantry);
  const serveStatic = async () => await gate.promise.then(() => false);
  server = createFrontServer({
    gantry,
    serveStatic,
    answer: async (request, response) => draw(request, response),
    dev: false,
    stuckMs: 1_000,
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});

afterAll(async () => {
  gantry.hub.close();
  server.closeAllConnections();
  server.close();
  await gantry.collector.close();
  await users.close();
});

beforeEach(() => {
  gate = Promise.withResolvers();
  draw = (_, response) => void response.writeHead(200).end("drawn");
});

function startGantry(): Gantry {
  const settings = parseSettings({ BEDROCK_API_KEY: "sk_abcdefghijkl", SESSION_SECRET: secret });
  const { store } = users;
  const [sources, foreground, onError] = [new Map(), createForeground(), failLoudly];
  const getJob = () => Promise.reject(new Error("nothing is watched here"));
  const hub = createHub({ store, sources, onError, getJob });
  const collector = createCollector({ sources, store, hub, foreground, days: 1, onError });
  return { settings, sources, store, hub, collector, foreground, startedAt: Date.now() };
}

function failLoudly(error: unknown): never {
  throw error;
}

async function signIn(name: string): Promise<string> {
  const user = await users.addUser(name);
  const setCookie = await users.sessions.open(user, { headers: new Headers() }, Date.now());
  return setCookie.split(";", 1).join("");
}

/** A request on its way, which waits at the gate. */
async function knock(name: string): Promise<Socket> {
  const cookie = await signIn(name);
  const socket = connect(port, "127.0.0.1");
  const asked = once(server, "request");
  socket.write(`GET /api/live?list=1 HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`);
  await asked;
  return socket;
}

test("a browser that is let in has a viewer for as long as it stays", async () => {
  const socket = await knock("ada");
  gate.resolve();
  await expect.poll(() => gantry.hub.stats().viewers).toBe(1);
  socket.destroy();
  await expect.poll(() => gantry.hub.stats().viewers).toBe(0);
});

test("a browser that leaves while it is being let in leaves no viewer behind", async () => {
  const socket = await knock("eve");
  socket.destroy();
  await expect.poll(() => countConnections()).toBe(0);
  gate.resolve();
  await sleep(200);
  expect(gantry.hub.stats().viewers).toBe(0);
});

const countConnections = () =>
  new Promise<number>((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });

test("a page takes GET and HEAD, and refuses any other method before it is drawn", async () => {
  gate.resolve();
  const cookie = await signIn("bob");
  const ask = (method: string, address: string) =>
    fetch(`http://127.0.0.1:${port}${address}`, { method, headers: { cookie } });
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    for (const address of ["/", "/jobs?status=failed", "/jobs/bedrock/x", "/login", "/icon.svg"]) {
      const answer = await ask(method, address);
      expect(answer.status, `${method} ${address}`).toBe(405);
      expect(answer.headers.get("allow")).toBe("GET, HEAD");
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(await answer.json()).toMatchObject({ status: 405, code: "not_supported" });
    }
  expect(await (await ask("GET", "/jobs")).text()).toBe("drawn");
  for (const [method, address] of [
    ...[["HEAD", "/jobs"] as const, ["POST", "/api/lookup"] as const],
    ...[["DELETE", "/api/session"] as const, ["PUT", "/nothing"] as const],
  ])
    expect((await ask(method, address)).status, `${method} ${address}`).toBe(200);
});

test("a route that refuses a method says what its address takes", async () => {
  gate.resolve();
  const cookie = await signIn("cy");
  const ask = (method: string, address: string) =>
    fetch(`http://127.0.0.1:${port}${address}`, { method, headers: { cookie } });
  // As Next does it.
  draw = (_, response) => {
    response.statusCode = 405;
    response.end();
  };
  for (const [method, address, allow] of [
    ["PUT", "/api/jobs?limit=2", "GET, HEAD, OPTIONS"],
    ["PATCH", "/api/session", "DELETE, GET, HEAD, OPTIONS, POST"],
    ["GET", "/api/jobs/bedrock/x/cancel", "OPTIONS, POST"],
    ["POST", "/api/live?list=1", "GET"],
  ] as const) {
    const answer = await ask(method, address);
    expect(answer.status, `${method} ${address}`).toBe(405);
    expect(answer.headers.get("allow"), `${method} ${address}`).toBe(allow);
    expect(await answer.json()).toMatchObject({ status: 405, code: "not_supported" });
  }
  draw = (_, response) => {
    response.statusCode = 405;
    response.setHeader("content-type", "application/problem+json").end("{}");
  };
  const unsupported = await ask("POST", "/api/jobs/bedrock/x/cancel");
  expect(unsupported.headers.get("allow")).toBe("OPTIONS");
  expect(await unsupported.text()).toBe("{}");
});

test("what is no request, or names no host, is refused as every error is", async () => {
  gate.resolve();
  for (const [sent, status] of [
    ["no HTTP at all\r\n\r\n", 400],
    [`GET /login HTTP/1.1\r\nhost: x\r\nx: ${"x".repeat(70_000)}\r\n\r\n`, 431],
    ["GET /login HTTP/1.1\r\nconnection: close\r\n\r\n", 400],
  ] as const) {
    const answer = await readRaw(port, sent);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.body).toContain(`"status":${status}`);
  }
});

const [uuid, longest] = ["3c90c3cc-0d44-4b50-8888-8dd25736052a", `job_${"A".repeat(100)}`];

test.each([
  ["a space", " ", uuid],
  ["the end of a line", "\r\n", uuid],
  ["quotes and a comma", '",\n "', uuid],
  ["a space", " ", longest],
])("an address holds five hundred IDs with %s between them", async (_, separator, id) => {
  gate.resolve();
  const cookie = await signIn("dee");
  const text = Array.from({ length: 500 }, () => id).join(separator);
  const address = `/api/lookup?q=${encodeURIComponent(text)}`;
  const answer = await fetch(`http://127.0.0.1:${port}${address}`, { headers: { cookie } });
  expect(answer.status, `${address.length} characters`).toBe(200);
});

test("an expectation that nobody knows is passed over", async () => {
  gate.resolve();
  const lines = ["GET /login HTTP/1.1", "host: x", "expect: wonders", "connection: close"];
  expect((await readRaw(port, `${lines.join("\r\n")}\r\n\r\n`)).status).toBe(200);
});

test("a body in pieces that becomes too large is refused while it is still being sent", async () => {
  gate.resolve();
  draw = (request) => void request.resume();
  const lines = ["POST /api/session HTTP/1.1", "host: x", "transfer-encoding: chunked"];
  const chunk = `${(64_000).toString(16)}\r\n${"x".repeat(64_000)}\r\n`;
  const answer = await readRaw(port, `${lines.join("\r\n")}\r\n\r\n${chunk.repeat(20)}`);
  expect(answer.status).toBe(413);
  expect(answer.body).toContain('"code":"too_large"');
});

const askSoon = (address: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}${address}`, { ...init, signal: AbortSignal.timeout(5_000) });

test("strangers who do not read what they asked for hold up nobody, and are cut", async () => {
  gate.resolve();
  const large = Array.from({ length: 400 }, () => Buffer.alloc(64_000));
  draw = ({ url }, response) =>
    void (url === "/login?large" ? Readable.from(large).pipe(response) : response.end("drawn"));
  const [clients, held] = [new Set<Socket>(), new Set<Socket>()];
  for (let n = 0; n < 8; n += 1) {
    const socket = connect(port, "127.0.0.1").pause();
    socket.on("error", () => undefined);
    const asked = once(server, "request");
    socket.write("GET /login?large HTTP/1.1\r\nhost: x\r\n\r\n".repeat(2));
    held.add((await asked)[0].socket);
    clients.add(socket);
  }
  expect(await (await askSoon("/login")).text()).toBe("drawn");
  expect((await askSoon("/api/session", { method: "POST" })).status).toBe(200);
  await expect.poll(() => [...held].every(({ destroyed }) => destroyed), patience).toBe(true);
  for (const client of clients) client.destroy();
});

const patience = { timeout: 10_000 };

test("somebody who is signed in may let a download rest", async () => {
  gate.resolve();
  const cookie = await signIn("fay");
  const large = Array.from({ length: 400 }, () => Buffer.alloc(64_000));
  draw = (_, response) => void Readable.from(large).pipe(response);
  const { body } = await fetch(`http://127.0.0.1:${port}/api/jobs.csv`, { headers: { cookie } });
  const reader = body?.getReader();
  await reader?.read();
  await sleep(2_500);
  let bytes = 0;
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read())
    bytes += piece.value.length;
  expect(bytes).toBeGreaterThan(20_000_000);
});

test("Gantry says that it is well while every place of the strangers is taken", async () => {
  gate.resolve();
  const waiting = new Set<() => void>();
  draw = (_, response) => void waiting.add(() => response.end("drawn"));
  const pages = Array.from({ length: 6 }, async () => (await askSoon("/login")).text());
  await expect.poll(() => waiting.size).toBe(4);
  const answer = await askSoon("/api/health");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.json()).toEqual({ status: "ok" });
  expect((await askSoon("/api/health?a", { method: "HEAD" })).status).toBe(200);
  const refused = await askSoon("/api/health", { method: "DELETE" });
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  draw = (_, response) => void response.end("drawn");
  for (const finish of waiting) finish();
  expect(await Promise.all(pages)).toEqual(Array.from({ length: 6 }, () => "drawn"));
});
