import "server-only";
import path from "node:path";
import nextEnv from "@next/env";
import { parseSettings } from "../../env.ts";
import { openStore } from "../open-store.ts";

/** `npm run rollups -- rebuild`: counts how long jobs took anew, from the jobs that are stored. */
async function run(args: string[]): Promise<string> {
  if (args.length !== 1 || args[0] !== "rebuild")
    throw new Error("Usage: npm run rollups -- rebuild");
  const root = path.resolve(import.meta.dirname, "../../../..");
  nextEnv.loadEnvConfig(root, false, { info: () => undefined, error: console.error });
  const store = await openStore(parseSettings(process.env).DATABASE_URL);
  try {
    return `${await store.durations.rebuild()} jobs are counted.`;
  } finally {
    await store.close();
  }
}

try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message.split("\n", 1).join("") : error);
  process.exitCode = 1;
}
