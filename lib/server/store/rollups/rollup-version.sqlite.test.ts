import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { levelMs, rollupOrigin, toSlotRuns } from "#lib/domain/durations/rollup-level.ts";
import { buildFact } from "../build-fact.ts";
import { openStore } from "../open-store.ts";

test("jobs from before the rollups, or counted by another version, are counted at the start", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-rollups-"));
  const file = path.join(folder, "gantry.db");
  const runs = toSlotRuns(rollupOrigin, rollupOrigin + levelMs.week);
  const error = { code: "E", message: "no memory" };
  const first = await openStore(`file:${file}`);
  await first.ingest(
    buildFact({ fields: { status: "failed", finishedAt: rollupOrigin + 5, error } }),
  );
  await first.close();
  const database = new Database(file);
  database.exec(
    "update rollup_state set version = 0; delete from rollups; update jobs set fingerprint = null",
  );
  database.close();

  const store = await openStore(`file:${file}`);
  const [rollup] = await store.durations.read({}, runs);
  expect(rollup?.jobs).toBe(1);
  expect(await store.durations.countFailures({}, runs)).toEqual([
    { fingerprint: "E: no memory", jobs: 1 },
  ]);
  const options = { fingerprint: "E: no memory", limit: 1 };
  expect(await store.durations.listFailed({}, options)).toHaveLength(1);
  await store.close();
  await rm(folder, { recursive: true });
});
