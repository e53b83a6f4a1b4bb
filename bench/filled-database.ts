import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Runs on a database that was filled under this name. Where `BENCH_DATA` names a folder it stays there for the next
 * run, since a million jobs take minutes to store; else it is thrown away.
 */
export async function onFilledDatabase<T>(
  name: string,
  fill: (url: string) => Promise<void>,
  run: (url: string) => Promise<T>,
): Promise<T> {
  const kept = process.env["BENCH_DATA"];
  if (kept !== undefined) await mkdir(kept, { recursive: true });
  const folder = kept ?? (await mkdtemp(path.join(tmpdir(), "gantry-data-")));
  const file = path.join(folder, `${name}.db`);
  try {
    if (!existsSync(file)) {
      const unfinished = `${file}.part`;
      await rm(unfinished, { force: true });
      await fill(`file:${unfinished}`);
      await rename(unfinished, file);
    }
    return await run(`file:${file}`);
  } finally {
    if (kept === undefined) await rm(folder, { recursive: true });
  }
}
