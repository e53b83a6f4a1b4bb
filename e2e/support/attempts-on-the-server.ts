import { setTimeout as sleep } from "node:timers/promises";
import type { Attempt } from "./attempt.ts";
import { openSocket, sendRaw, toRequest } from "./send-raw.ts";
import { expect } from "./story.ts";

export const attemptsOnTheServer: Attempt[] = [
  [
    "a body too large, by its own word and in pieces",
    async ({ url, ask, operatorCookie: cookie }) => {
      const large = await sendRaw(
        url,
        toRequest("/api/session", { method: "POST", headers: { "content-length": "2000000000" } }),
      );
      expect(large).toMatch(/^HTTP\/1\.1 413/);
      const headers = { cookie, "content-type": "text/plain", "transfer-encoding": "chunked" };
      const inPieces = (path: string, body: string) =>
        sendRaw(url, toRequest(path, { method: "POST", headers, body }));
      const chunk = (bytes: number) => `${bytes.toString(16)}\r\n${"x".repeat(bytes)}\r\n`;
      for (const path of ["/api/lookup", "/api/jobs.csv", "/jobs", "/api/health"])
        expect(await inPieces(path, chunk(60_000).repeat(40)), path).toMatch(
          /^HTTP\/1\.1 (?:413|40[05]|200)/,
        );
      expect(await inPieces("/api/lookup", chunk(60_000).repeat(40))).toMatch(/^HTTP\/1\.1 413/);
      expect(await inPieces("/api/lookup", `${chunk(9)}${chunk(2_000)}0\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 200/,
      );
      expect((await ask("/api/health")).status).toBe(200);
      const body = "x".repeat(10_000);
      const json = { "content-type": "application/json" };
      expect((await ask("/api/session", { method: "POST", headers: json, body })).status).toBe(400);
    },
  ],
  [
    "an address and headers too long",
    async ({ url }) => {
      const long = "x".repeat(70_000);
      expect(await sendRaw(url, toRequest(`/lookup?q=${long}`))).toMatch(/^HTTP\/1\.1 4(?:14|31)/);
      expect(await sendRaw(url, toRequest("/", { headers: { cookie: long } }))).toMatch(
        /^HTTP\/1\.1 431/,
      );
    },
  ],
  [
    "request smuggling: two lengths, a length beside chunks, a broken chunk, a bare line feed",
    async ({ url }) => {
      const inner = "GET /api/metrics HTTP/1.1\r\nhost: x\r\n\r\n";
      for (const head of [
        `POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\ncontent-length: ${inner.length}\r\n\r\n`,
        `POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: ${inner.length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
        "POST /api/session HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\nz\r\n\r\n",
        "POST /api/session HTTP/1.1\nhost: x\n\n",
        "GET /api/health HTTP/1.1\r\nhost: x\r\n cookie: folded\r\n\r\n",
      ])
        expect(await sendRaw(url, head + inner)).not.toContain("gantry_viewers");
    },
  ],
  [
    "methods that echo, tunnel or upgrade",
    async ({ url, operatorCookie: cookie }) => {
      for (const method of ["TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG"]) {
        const answer = await sendRaw(url, toRequest("/", { method, headers: { cookie } }));
        expect(answer, method).not.toMatch(/^HTTP\/1\.1 [23]/);
        expect(answer, method).not.toContain(cookie);
      }
      const headers = { cookie, connection: "Upgrade", upgrade: "websocket" };
      const upgraded = await sendRaw(url, toRequest("/api/live?list=1", { headers }));
      expect(upgraded).not.toMatch(/^HTTP\/1\.1 101/);
    },
  ],
  [
    "nonsense for Next: forged router state, actions, data requests",
    async ({ ask, operatorCookie: cookie }) => {
      for (const headers of [
        { rsc: "1", "next-router-state-tree": "%5B%22x%22%5D" },
        { rsc: "1", "next-router-state-tree": "{".repeat(500) },
        { "next-router-prefetch": "1", "next-router-segment-prefetch": "/../x", rsc: "1" },
        { "x-nextjs-data": "1" },
        { "x-invoke-path": "/api/metrics", "x-invoke-status": "500" },
      ]) {
        const answer = await ask("/", { headers: { ...headers, cookie } });
        expect(answer.text, JSON.stringify(headers)).not.toMatch(/node_modules|at \w+ \(|gantry_/);
      }
      const action = { method: "POST", headers: { cookie, "next-action": "a".repeat(42) } };
      const answer = await ask("/", { ...action, body: "[]" });
      expect(answer.text).not.toMatch(/node_modules|at \w+ \(/);
    },
  ],
  [
    "lines and escapes written into the log and the record",
    async ({ ask, output, operatorCookie: cookie }) => {
      const name = 'x\r\n{"level":60,"msg":"forged"}\u001b[31m';
      await ask("/api/session", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name, password: "x" }),
      });
      await ask(`/jobs/bedrock/${encodeURIComponent(name)}`, { headers: { cookie } });
      const lines = output().split("\n");
      expect(lines.filter((line) => line.startsWith('{"level":60'))).toEqual([]);
      expect(output()).not.toContain("\u001b[31m");
    },
  ],
  [
    "a live stream with a forged place, a bad job and too many jobs",
    async ({ ask, operatorCookie: cookie }) => {
      const jobs = Array.from({ length: 201 }, (_, n) => `job=bedrock:${n}`).join("&");
      for (const query of ["job=evil:x", jobs, ""])
        expect((await ask(`/api/live?${query}`, { headers: { cookie } })).status).toBe(400);
      const split = await ask("/api/live?job=bedrock:%0d%0adata:forged", { headers: { cookie } });
      expect(split.text).not.toMatch(/^data:forged/m);
    },
  ],
  [
    "slowloris: 100 clients that never finish their headers, 20 their bodies",
    async ({ url, ask }) => {
      const sockets = Array.from({ length: 120 }, (_, n) => {
        const socket = openSocket(url);
        socket.write(
          n < 100
            ? "GET / HTTP/1.1\r\nhost: x\r\nx-slow: "
            : "POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
        );
        return socket;
      });
      const startedAt = performance.now();
      expect((await ask("/api/health")).status).toBe(200);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      const deadline = Date.now() + 20_000;
      const waiting = () => sockets.slice(0, 100).filter(({ destroyed }) => !destroyed).length;
      for (const socket of sockets) socket.resume();
      while (waiting() > 0 && Date.now() < deadline) await sleep(250);
      expect(waiting()).toBe(0);
      for (const socket of sockets) socket.destroy();
    },
  ],
];
