import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "./free-port.ts";
import { createSandboxControl, type SandboxControl } from "./sandbox-control.ts";

const root = path.resolve(import.meta.dirname, "..");
const startLimitMs = 240_000;

export type Gantry = {
  url: string;
  databasePath: string;
  sandbox: SandboxControl;
  pid: number;
  close(): Promise<void>;
};

/** The production build in its own process, with a fresh database and, unless a key is set, a sandbox under control. */
export async function startGantry(settings: Record<string, string> = {}): Promise<Gantry> {
  const [port, sandboxPort] = [await findFreePort(), await findFreePort()];
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-bench-"));
  const databasePath = path.join(folder, "gantry.db");
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", path.join(root, "lib/server/start.ts")],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        BEDROCK_API_KEY: "",
        UNSTRUCTURED_API_KEY: "",
        FIGUR_API_KEY: "",
        HOST: "127.0.0.1",
        PORT: String(port),
        DATABASE_URL: `file:${databasePath}`,
        SANDBOX_CONTROL: "1",
        SANDBOX_PORT: String(sandboxPort),
        SANDBOX_JOBS: "300",
        LOG_LEVEL: "warn",
        ...settings,
      },
    },
  );
  await untilHealthy(url, () => child.exitCode !== null);
  return {
    url,
    databasePath,
    sandbox: createSandboxControl(`http://127.0.0.1:${sandboxPort}`),
    pid: child.pid ?? 0,
    async close() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilHealthy(url: string, hasExited: () => boolean): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const response = await fetch(`${url}/api/health`).catch(() => undefined);
    if (response?.ok) return;
    if (hasExited() || Date.now() > deadline) throw new Error("Gantry did not start.");
    await sleep(100);
  }
}
