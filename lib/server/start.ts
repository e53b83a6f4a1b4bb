import "server-only";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, statSync } from "node:fs";
import path from "node:path";
import nextEnv from "@next/env";
import { parseSettings, SettingError } from "./env.ts";

const root = path.resolve(import.meta.dirname, "../..");
const buildId = path.join(root, ".next/BUILD_ID");
const staticFiles = path.join(root, ".next/static");
const previousFiles = path.join(root, ".next/cache/previous/static");
const sources = ["{app,components,lib,public}/**/*", "*.{ts,json,mjs}"];

/** `npm start`: checks the settings, builds when a source is newer than the build, and serves. */
async function start(): Promise<void> {
  const dev = process.argv.includes("--dev");
  Object.assign(process.env, {
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_ENV: dev ? "development" : "production",
  });
  nextEnv.loadEnvConfig(root, dev, { info: () => undefined, error: console.error });
  const settings = parseSettings(process.env);
  if (!dev && isBuildOld()) build();
  const { serve } = await import("./front/serve.ts");
  const address = await serve({ root, dev, host: settings.HOST, port: settings.PORT });
  console.log(`Gantry is at ${settings.PUBLIC_URL ?? address}`);
}

function build(): void {
  console.log("Building Gantry …");
  // Tabs that are open still ask for the scripts they were built with.
  if (existsSync(staticFiles)) cpSync(staticFiles, previousFiles, { recursive: true });
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const { status } = spawnSync(process.execPath, [next, "build"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
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
  await start();
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  console.error(error.message);
  process.exit(1);
}
