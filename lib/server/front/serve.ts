import "server-only";
import { once } from "node:events";
import type { Server } from "node:http";
import path from "node:path";
import { explainListening } from "../explain-listening.ts";
import { startOrExit } from "../gantry.ts";
import { log } from "../log.ts";
import { createFrontServer } from "./front-server.ts";
import { createNext } from "./create-next.ts";
import { createStaticFiles } from "./static-files.ts";

type ServeOptions = { root: string; dev: boolean; host: string; port: number };

/**
 * Serves until the process is told to stop; open streams then end, and their browsers come back.
 * Resolves with the address when it listens.
 */
export async function serve({ root, dev, host, port }: ServeOptions): Promise<string> {
  const app = createNext({ root, dev, host, port });
  await app.prepare();
  // Last, since its first reading of the sources keeps the process busy for seconds.
  const gantry = await startOrExit();
  const serveStatic = dev
    ? async () => false
    : createStaticFiles(
        [".next/cache/previous/static", ".next/static"].map((each) => path.join(root, each)),
      );
  const server = createFrontServer({ gantry, answer: app.getRequestHandler(), serveStatic, dev });
  if (dev) server.on("upgrade", app.getUpgradeHandler());
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    throw explainListening(error, { port, portSetting: "PORT", host });
  });
  const { sources, settings } = gantry;
  log.info({ sources: [...sources.keys()], sandbox: settings.sandbox }, "gantry is up");
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      gantry.hub.close();
      const collected = gantry.collector.close();
      server.close(
        () => void collected.then(() => gantry.store.close()).then(() => process.exit(0)),
      );
      server.closeIdleConnections();
      setTimeout(() => process.exit(0), graceMs).unref();
    });
  const address = toAddress(server.address(), host);
  // Drawing a page for the first time takes some ten times as long: better now than while somebody waits.
  if (!dev) void fetch(`${address}/login`).catch(() => undefined);
  return address;
}

/** What is still being answered has this long after the signal. */
const graceMs = 3_000;

function toAddress(address: ReturnType<Server["address"]>, host: string): string {
  const port = typeof address === "object" && address ? address.port : "";
  const name = host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
