import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = path.resolve(import.meta.dirname, "../..");
const startTimeoutMs = 50_000;

export type GantryProcess = {
  url: string;
  /** All it has written so far, to either stream. */
  output(): string;
  /** By default the way a crash does it: no chance to clean up. */
  kill(signal?: "SIGKILL" | "SIGTERM"): Promise<void>;
};

/** Another Gantry of the same build, with these settings and none of this process's. */
export async function startGantry(
  settings: Record<string, string> | ((url: string) => Record<string, string>),
): Promise<GantryProcess> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["--conditions=react-server", "lib/server/start.ts"], {
    cwd: root,
    // A group of its own, so that the signal reaches the server behind the start script.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      NODE_ENV: "production",
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PORT: String(port),
      ...(typeof settings === "function" ? settings(url) : settings),
    },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const output = () => Buffer.concat(chunks).toString();
  const closed = once(child, "close");

  async function kill(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
      process.kill(-child.pid, signal);
    await closed;
  }

  const deadline = Date.now() + startTimeoutMs;
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await kill();
      throw new Error(`Gantry did not start:\n${output()}`);
    }
    await sleep(100);
  }
  return { url, output, kill };
}

function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
