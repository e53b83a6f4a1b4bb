import { mkdtemp, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildFact } from "./build-fact.ts";
import { openStore, type Store } from "./open-store.ts";

let folder: string;
let url: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gantry-store-"));
  url = `file:${join(folder, "data", "gantry.db")}`;
  store = await openStore(url);
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

test("opening makes the folder, and a file that only its owner may read", async () => {
  const { mode } = await stat(join(folder, "data", "gantry.db"));
  expect(mode & 0o777).toBe(0o600);
  expect(await store.sizeBytes()).toBeGreaterThan(0);
});

test.each(["mysql://localhost/x", "gantry.db", "file:", "file://host/x", "file:x?mode=ro"])(
  "opening refuses %s with one line that names the setting",
  async (databaseUrl) => {
    await expect(openStore(databaseUrl)).rejects.toThrow(/^DATABASE_URL must be .*$/);
  },
);

test("opening refuses a file that is no database, or is cut short", async () => {
  const broken = join(folder, "broken.db");
  await writeFile(broken, "this is not a database, however long it may be".repeat(100));
  await expect(openStore(`file:${broken}`)).rejects.toThrow(
    `DATABASE_URL ${broken} cannot be opened: the file is damaged, or is no SQLite database`,
  );
  await store.ingest(buildFact());
  await store.close();
  const path = join(folder, "data", "gantry.db");
  await truncate(path, 5_000);
  await expect(openStore(url)).rejects.toThrow(
    /^DATABASE_URL .* cannot be opened: .* is damaged.*$/,
  );
  await rm(path);
  store = await openStore(url);
});

test("opening refuses a file of a later version of Gantry", async () => {
  await store.close();
  const path = join(folder, "data", "gantry.db");
  const database = new Database(path);
  database.exec(`insert into kysely_migration values ('0999-later', '2030-01-01')`);
  database.close();
  await expect(openStore(url)).rejects.toThrow(
    `DATABASE_URL ${path} cannot be opened: a later version of Gantry wrote it (0999-later)`,
  );
  await rm(path);
  store = await openStore(url);
});
