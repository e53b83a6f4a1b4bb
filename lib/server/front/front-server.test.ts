import { once } from "node:events";
import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
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

let users: TestUsers;
let gantry: Gantry;
let server: Server;
let port: number;
/** Held shut, a request waits before it is admitted. */
let gate: PromiseWithResolvers<void>;

beforeAll(async () => {
  users = await openTestUsers();
  gantry = startGantry();
  void processWide("gantry", async () => gantry);
  const serveStatic = async () => await gate.promise.then(() => false);
  server = createFrontServer({ gantry, serveStatic, answer: async () => undefined, dev: false });
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

/** A request on its way, which waits at the gate. */
async function knock(name: string): Promise<Socket> {
  const user = await users.addUser(name);
  const setCookie = await users.sessions.open(user, { headers: new Headers() }, Date.now());
  const cookie = setCookie.split(";", 1).join("");
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
