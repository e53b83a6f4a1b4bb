import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { answerClientErrors } from "./client-errors.ts";
import { socketLimits } from "./limits.ts";
import { readRaw } from "./read-raw.ts";

const { maxHeaderSize } = socketLimits;
const limits = {
  ...{ maxHeaderSize, headersTimeout: 300, requestTimeout: 300 },
  connectionsCheckingInterval: 50,
};

async function listen(listener: RequestListener) {
  const server = createServer(limits, listener);
  answerClientErrors(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { server, port: address.port };
}

const greet: RequestListener = (request, response) => {
  request.resume().once("end", () => response.end("hello"));
};
const secret = "tell-nobody";

test.each([
  [
    "headers beyond the bound",
    431,
    `GET / HTTP/1.1\r\nhost: x\r\n${secret}: ${"x".repeat(maxHeaderSize)}\r\n\r\n`,
  ],
  [
    "an address beyond the bound",
    431,
    `GET /${secret.repeat(maxHeaderSize / 10)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  ],
  ["headers that never end", 408, `GET /${secret} HTTP/1.1\r\nhost: x\r\nx: `],
  [
    "a body that never ends",
    408,
    `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n${secret.slice(0, 4)}`,
  ],
  ["what is no HTTP", 400, `${secret}\r\n\r\n`],
  ["a greeting of TLS", 400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000"],
  [
    "a chunk without a size",
    400,
    `POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${secret}\r\n`,
  ],
  [
    "a chunk that says too much",
    413,
    `POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1;${"x".repeat(20_000)}\r\nx\r\n`,
  ],
])("%s: a problem document of status %i, then the end", async (_, status, sent) => {
  const { port } = await listen(greet);
  const { headers, body, answer, ...said } = await readRaw(port, sent);
  expect(said.status).toBe(status);
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(headers.get("connection")).toBe("close");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  const problem = JSON.parse(body);
  expect(problem).toEqual({
    type: `/problems/${problem.code}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    code: expect.stringMatching(/^(?:bad_request|too_large)$/),
    requestId: expect.stringMatching(/^req_/),
  });
  expect(answer).not.toContain(secret.slice(0, 4));
});

test("whoever goes on sending still reads the answer", async () => {
  const { port } = await listen(greet);
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  const answer = text(socket);
  const line = `x-more: ${"x".repeat(8_000)}\r\n`;
  socket.write("GET / HTTP/1.1\r\nhost: x\r\n");
  for (let sent = 0; sent < 20; sent += 1) {
    if (socket.writable) socket.write(line);
    await sleep(10);
  }
  expect(await answer).toMatch(/^HTTP\/1\.1 431 .*\r\n\r\n\{[^\r\n]*\}$/s);
});

test("an answer that has begun is cut, not written into", async () => {
  const { port } = await listen((_, response) => void response.write("begun"));
  const socket = connect(port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  await once(socket, "data");
  const rest = text(socket);
  socket.write("no HTTP at all\r\n\r\n");
  expect(await rest).toBe("");
});

test("an answer that was given whole is followed by that of the nonsense behind it", async () => {
  const { port } = await listen(greet);
  const socket = connect(port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  await once(socket, "data");
  const rest = text(socket);
  socket.write("no HTTP at all\r\n\r\n");
  expect(await rest).toMatch(/^HTTP\/1\.1 400 /);
});

test("a connection that was refused is gone soon, though its client keeps it, and the server can close", async () => {
  const { server, port } = await listen(greet);
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.write("no HTTP at all\r\n\r\n");
  await once(socket, "data");
  const startedAt = Date.now();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  expect(Date.now() - startedAt).toBeLessThan(2_000);
  socket.destroy();
});
