import "server-only";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import path from "node:path";
import nextEnv from "@next/env";
import { parseSettings, SettingError } from "./env.ts";

const root = path.resolve(import.meta.dirname, "../..");
const next = path.join(root, "node_modules/next/dist/bin/next");
const buildId = path.join(root, ".next/BUILD_ID");
const sources = ["{app,components,lib,public}/**/*", "*.{ts,json,mjs}"];

/** `npm start`: checks the settings, builds when a source is newer than the build, and serves. */
function start(): void {
  nextEnv.loadEnvConfig(root, false, { info: () => undefined, error: console.error });
  const { HOST, PORT } = parseSettings(process.env);
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_ENV: "production",
  };
  if (isBuildOld()) {
    console.log("Building Gantry …");
    const { status } = spawnSync(process.execPath, [next, "build"], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: environment,
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  const server = spawn(process.execPath, [next, "start", "-H", HOST, "-p", String(PORT)], {
    cwd: root,
    stdio: "inherit",
    env: environment,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => server.kill(signal));
  server.on("exit", (code) => process.exit(code ?? 0));
}

function isBuildOld(): boolean {
  if (!existsSync(buildId)) return true;
  const builtAt = statSync(buildId).mtimeMs;
  return globSync(sources, { cwd: root }).some((file) => {
    const stats = statSync(path.join(root, file));
    return stats.isFile() && stats.mtimeMs > builtAt;
  });
}

try {
  start();
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  console.error(error.message);
  process.exit(1);
}
