import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../create-test-database.ts";
import { keepListening } from "./keep-listening.ts";

const patient = { timeout: 15_000 };
let database: TestDatabase;
let network: Awaited<ReturnType<typeof startNetwork>>;

beforeEach(async () => {
  database = await createTestDatabase();
  network = await startNetwork(database.url);
});

afterEach(async () => {
  await network.close();
  await database.remove();
});

/** What lies between Gantry and its database: `lose` drops all packets of the connections there are. */
async function startNetwork(url: string) {
  const { searchParams, hostname, port } = new URL(url);
  const folder = searchParams.get("host");
  const target = folder
    ? { path: `${folder}/.s.PGSQL.5432` }
    : { host: hostname, port: Number(port || 5432) };
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target);
    open.add(near).add(far);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const address = server.address() as AddressInfo;
  const own = new URL(url);
  own.search = "";
  own.host = `127.0.0.1:${address.port}`;
  return {
    url: own.href,
    lose(): void {
      for (const socket of open) socket.unpipe().pause();
    },
    async close(): Promise<void> {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

test("a connection that has died without a word is replaced, and what was announced meanwhile is a gap", async () => {
  const [notices, gaps, errors]: [string[], number[], unknown[]] = [[], [], []];
  const listening = await keepListening({
    createClient: () => new pg.Client({ connectionString: network.url, query_timeout: 300 }),
    channel: "try",
    onNotice: (text) => void notices.push(text),
    onGap: async (since) => void gaps.push(since),
    settled: async () => undefined,
    onError: (error) => void errors.push(error),
    beatMs: 100,
  });
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query("notify try, 'first'");
  await expect.poll(() => notices, patient).toEqual(["first"]);
  const lostAt = Date.now();
  network.lose();
  await admin.query("notify try, 'second'");
  await expect.poll(() => gaps.length, patient).toBe(1);
  expect(gaps[0]).toBeLessThanOrEqual(lostAt);
  expect(errors).not.toEqual([]);
  await admin.query("notify try, 'third'");
  await expect.poll(() => notices, patient).toEqual(["first", "third"]);
  await admin.end();
  await listening.close();
});
